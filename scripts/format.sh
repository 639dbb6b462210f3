#!/usr/bin/env bash
# `make format`: what `make lint` would complain about and a tool can mend.
source "$(dirname "$0")/lib.sh"

ensure_venv requirements.txt requirements-dev.txt
.venv/bin/ruff check --fix .
.venv/bin/ruff format .
find templates -name '*.html' -exec .venv/bin/djhtml {} +
