#!/usr/bin/env bash
# `make test`: every gate, in order, stopping at the first that fails.
# With names of steps (lint checks unit postgres browser) only those. ARGS go to pytest.
source "$(dirname "$0")/lib.sh"
source scripts/services.sh

steps=("$@")
if [ ${#steps[@]} -eq 0 ]; then
    steps=(lint checks unit postgres browser)
fi
read -ra pytest_args <<<"${ARGS:-}"

wanted() { [[ " ${steps[*]} " == *" $1 "* ]]; }

# Name the step that begins and the seconds that the one before took.
step() {
    if [ -n "${step_started:-}" ]; then
        echo "-- $((SECONDS - step_started)) s"
    fi
    step_started=$SECONDS
    say "$*"
}

# What the wanted steps need from the system.
ensure_programs() {
    local missing=()
    if wanted unit; then
        command -v varnishd >/dev/null || missing+=(varnish)
        [ -n "$(find /usr/lib -name 'libvmod_xkey.so' 2>/dev/null)" ] || missing+=(varnish-modules)
        command -v nginx >/dev/null || missing+=(nginx-light)
        command -v systemd-analyze >/dev/null || missing+=(systemd)
        command -v openssl >/dev/null || missing+=(openssl)
        command -v node >/dev/null || missing+=(nodejs)
    fi
    if wanted postgres; then
        [ -n "$(postgres_programs)" ] || missing+=(postgresql)
        command -v redis-server >/dev/null || missing+=(redis-server)
    fi
    if wanted browser; then
        [ -n "$(chromium_path)" ] || missing+=(chromium)
        command -v java >/dev/null || missing+=(default-jre-headless)
        command -v node >/dev/null || missing+=(nodejs)
        command -v npm >/dev/null || missing+=(npm)
        [ -d /usr/share/fonts/truetype/noto ] || missing+=(fonts-noto-core)
        [ -d /usr/share/fonts/opentype/noto ] || missing+=(fonts-noto-cjk)
    fi
    if [ ${#missing[@]} -gt 0 ]; then
        install_packages "${missing[@]}"
    fi
}

# Chromium to test with: the one that CHROMIUM names, or the system's.
chromium_path() { command -v "${CHROMIUM:-chromium}" || command -v chromium-browser || true; }

npm_install() {
    step "Installing test packages from package-lock.json"
    npm ci --ignore-scripts --no-audit --no-fund --silent
}

run_pytest() { .venv/bin/python -m pytest "$@" "${pytest_args[@]}"; }

lint() {
    step "ruff"
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    step "djhtml and djlint"
    find templates -name '*.html' -exec .venv/bin/djhtml --check {} + 2>&1
    .venv/bin/djlint --lint --quiet templates
}

checks() {
    step "No migration is missing"
    DJANGO_SETTINGS_MODULE=greencustoms.settings.test .venv/bin/python manage.py makemigrations --check --dry-run
    step "check --deploy with production settings"
    DJANGO_SETTINGS_MODULE=greencustoms.settings.production \
        SECRET_KEY=$(head -c 48 /dev/urandom | base64) ALLOWED_HOSTS=greencustoms.example \
        BASE_URL=https://greencustoms.example DATABASE_URL="sqlite:///$STATE_DIR/db.sqlite3" \
        .venv/bin/python manage.py check --deploy --fail-level WARNING
}

unit() {
    step "Unit and page tests on SQLite"
    run_pytest -m "not browser" -n 2 --dist loadgroup
}

postgres() {
    step "Unit and page tests on PostgreSQL and Redis"
    start_services "$work/services"
    DATABASE_URL=$(postgres_url) REDIS_URL=$(redis_url) run_pytest -m "not browser" --only-database -n 2 --dist loadgroup
}

coverage() {
    step "Lines that the tests on SQLite run through"
    run_pytest -m "not browser" -n 2 --dist loadgroup --cov --cov-report=term:skip-covered
}

browser() {
    once node_modules/.stamp package.json package-lock.json -- npm_install
    step "Browser tests on SQLite"
    CHROMIUM=$(chromium_path) run_pytest -m browser
}

# A browser keeps one core busy at most: the tests on PostgreSQL run beside it, its words are shown when they are done.
postgres_and_browser() {
    once node_modules/.stamp package.json package-lock.json -- npm_install
    start_services "$work/services"
    step "Browser tests on SQLite, and beside them unit and page tests on PostgreSQL and Redis"
    CHROMIUM=$(chromium_path) run_pytest -m browser >"$work/browser.log" 2>&1 &
    browser_pid=$!
    local status=0
    DATABASE_URL=$(postgres_url) REDIS_URL=$(redis_url) run_pytest -m "not browser" --only-database -n 2 --dist loadgroup || status=$?
    wait "$browser_pid" || status=$?
    browser_pid=
    cat "$work/browser.log"
    [ "$status" -eq 0 ] || stop "the tests on PostgreSQL or in the browser failed."
}

# The tests see neither this user's settings nor data.
unset DATABASE_URL REDIS_URL SECRET_KEY ALLOWED_HOSTS BASE_URL S3_BUCKET DJANGO_SETTINGS_MODULE
work=$(mktemp -d "${TMPDIR:-/tmp}/greencustoms-test.XXXXXX")
chmod 755 "$work"
browser_pid=
trap '[ -z "$browser_pid" ] || kill "$browser_pid"; stop_services; rm -rf "$work"' EXIT
export STATE_DIR=$work/state TMPDIR=$work/tmp
mkdir "$STATE_DIR" "$TMPDIR"

ensure_programs
ensure_venv requirements.txt requirements-dev.txt
if wanted postgres && wanted browser; then
    steps=("${steps[@]/#browser/}")
    steps=("${steps[@]/#postgres/postgres_and_browser}")
fi
for name in ${steps[@]}; do
    "$name"
done
