# Shared by the scripts beside it. They source it first; it moves to the top of the checkout.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$*"; }

stop() {
    printf 'Stopped: %s\n' "$*" >&2
    exit 1
}

# Install Debian packages where this user may; otherwise name them and stop.
install_packages() {
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        sudo=(sudo -n)
    fi
    if ! command -v apt-get >/dev/null || ! "${sudo[@]}" true 2>/dev/null; then
        stop "please install these packages and start again: apt-get install $*"
    fi
    say "Installing system packages: $*"
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Run a command only when these files changed since it last succeeded: once STAMP FILE... -- COMMAND...
once() {
    local stamp=$1 files=() sum
    shift
    while [ "$1" != -- ]; do
        files+=("$1")
        shift
    done
    shift
    sum=$(sha256sum "${files[@]}")
    if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$sum" ]; then
        "$@"
        printf '%s\n' "$sum" >"$stamp"
    fi
}

# The first Python on this machine that is new enough.
find_python() {
    local python
    for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    stop "Python 3.11 or newer is needed (on Debian: apt-get install python3 python3-venv)."
}

# Make .venv if it is missing or broken, and keep it in step with these requirements files.
ensure_venv() {
    local python version file
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        python=$(find_python)
        if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            install_packages "python$version-venv"
        fi
        say "Creating .venv"
        "$python" -m venv --clear .venv
    fi
    for file in "$@"; do
        once ".venv/.stamp-$file" "$file" -- pip_install "$file"
    done
}

pip_install() {
    say "Installing $1"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$1"
}
