#!/usr/bin/env bash
# `make lock`: choose versions anew from requirements*.in and pin them with their hashes, for every Python
# from 3.11 on. `make lock ARGS=--upgrade` also moves what is already pinned. Read the difference before
# committing: a package that caps Wagtail or Django is silently taken in an old release.
source "$(dirname "$0")/lib.sh"

python=$(find_python)
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"$python" -m venv "$tools"
"$tools/bin/pip" install --quiet --disable-pip-version-check uv
read -ra args <<<"${ARGS:-}"
for name in requirements requirements-dev; do
    "$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --system-certs "${args[@]}" "$name.in" --output-file "$name.txt"
done
