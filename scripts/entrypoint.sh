#!/bin/sh
# What the container runs: the site or, when a command is given, that command (python manage.py ...).
set -eu

if [ $# -gt 0 ]; then
    exec "$@"
fi
exec python scripts/serve.py
