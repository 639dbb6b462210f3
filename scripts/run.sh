#!/usr/bin/env bash
# `make run`: the site on this machine, with SQLite and local files, everything kept in var/.
source "$(dirname "$0")/lib.sh"

export HOST=${HOST:-127.0.0.1} PORT=${PORT:-8000}
export BASE_URL=${BASE_URL:-http://${HOST/0.0.0.0/127.0.0.1}:$PORT}

ensure_venv requirements.txt
exec .venv/bin/python scripts/serve.py
