#!/usr/bin/env bash
# `make run`: the site on this machine, with SQLite and local files, everything kept in var/.
source "$(dirname "$0")/lib.sh"

ensure_venv requirements.txt
.venv/bin/python manage.py prepare
printf '\nGreen Customs: http://%s:%s/ (stop with Ctrl-C)\n' "${HOST:-127.0.0.1}" "${PORT:-8000}"
exec .venv/bin/python -m gunicorn
