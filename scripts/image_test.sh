#!/usr/bin/env bash
# `make image-test`: build the image for real, start it and ask it for pages, on a machine without a container
# engine. A bare Debian made by debootstrap stands in for the base image; buildah's chroot isolation needs root
# but neither a daemon nor kernel features. BASE_IMAGE names a real base image to use instead.
source "$(dirname "$0")/lib.sh"
source scripts/services.sh

[ "$(id -u)" -eq 0 ] || stop "the image test needs root."
missing=()
command -v buildah >/dev/null || missing+=(buildah)
command -v debootstrap >/dev/null || missing+=(debootstrap)
command -v pgrep >/dev/null || missing+=(procps)
command -v curl >/dev/null || missing+=(curl)
[ -n "$(postgres_programs)" ] || missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
[ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"

export STORAGE_DRIVER=vfs
image=localhost/greencustoms-test
base=${BASE_IMAGE:-localhost/greencustoms-test-base}
port=${PORT:-8099}
work=$(mktemp -d /var/tmp/greencustoms-image.XXXXXX)
chmod 755 "$work"
container=
replicas=()

stop_replicas() {
    local pid
    for pid in "${replicas[@]}"; do
        kill -TERM -- "-$pid" 2>/dev/null || true # the whole process group: buildah, gunicorn, its workers
        wait "$pid" || true
    done
    replicas=()
}

clean_up() {
    local status=$?
    stop_replicas
    [ "$status" -eq 0 ] || tail -n 50 "$work"/replica-*.log
    [ -z "$container" ] || buildah rm "$container" >/dev/null
    buildah rmi --force "$image" >/dev/null 2>&1 || true # the base image stays for the next time
    stop_services
    rm -rf "$work"
}
trap clean_up EXIT

if ! buildah inspect --type image "$base" >/dev/null 2>&1; then
    say "Making the base image $base"
    debootstrap --variant=minbase --include=ca-certificates,python3,python3-venv bookworm "$work/base" >"$work/base.log"
    scratch=$(buildah from scratch)
    buildah add --quiet "$scratch" "$work/base" /
    buildah commit --quiet --rm "$scratch" "$base"
    rm -rf "$work/base"
fi

say "Building $image"
build_options=(--pull-never --format docker --isolation chroot --network host --build-arg "BASE_IMAGE=$base")
# The build trusts the certificate authorities that this machine trusts, and pip keeps this machine's settings.
for path in /etc/ssl/certs /etc/pip.conf; do
    [ ! -e "$path" ] || build_options+=(--volume "$path:$path:ro")
done
buildah build "${build_options[@]}" --tag "$image" .
buildah inspect --type image --format 'User {{.OCIv1.Config.User}}, {{.Docker.Config.Healthcheck}}' "$image"

say "Starting two replicas at once on a new PostgreSQL database"
start_services "$work/services"
mkdir "$work/data"
chown 10001:10001 "$work/data"
container=$(buildah from --pull-never "$image")
options=(--isolation chroot --network host --volume "$work/services:$work/services" --volume "$work/data:/data")
for variable in "SECRET_KEY=$(head -c 48 /dev/urandom | base64)" ALLOWED_HOSTS=greencustoms.example \
    BASE_URL=https://greencustoms.example "DATABASE_URL=$(postgres_url)" "REDIS_URL=$(redis_url)"; do
    options+=(--env "$variable")
done
touch "$work/started"
for number in 0 1; do
    setsid buildah run "${options[@]}" --env "PORT=$((port + number))" "$container" -- scripts/entrypoint.sh \
        >"$work/replica-$number.log" 2>&1 &
    replicas+=("$!")
done

# As the proxy in front would ask.
ask() {
    curl --silent --show-error --fail --header 'Host: greencustoms.example' --header 'X-Forwarded-Proto: https' \
        "http://127.0.0.1:$1"
}

# Until that replica is ready: ten minutes at most, because the first one fills the database.
wait_for() {
    for _ in $(seq 600); do
        kill -0 "${replicas[$1]}" 2>/dev/null || break
        if ask "$((port + $1))/readyz" >/dev/null 2>&1; then
            return
        fi
        sleep 1
    done
    stop "replica $1 did not become ready."
}

for number in 0 1; do
    replica=$((port + number))
    wait_for "$number"
    buildah run "${options[@]}" --env "PORT=$replica" "$container" -- python scripts/healthcheck.py >/dev/null
    ask "$replica/healthz" >/dev/null
    page=$(ask "$replica/en/")
    grep -q '<h1' <<<"$page" || stop "/en/ has no heading."
    style=$(grep -o '/static/[^"]*\.css' <<<"$page" | head -n 1)
    ask "$replica$style" >/dev/null
    echo "Replica $number: healthy, /en/ is ${#page} characters, $style answers."
done

say "Nothing but /data and /tmp was written to, nothing runs as root"
root=$(buildah mount "$container")
written=$(find "$root" -xdev -newer "$work/started" -type f -not -path "$root/tmp/*" -not -path "$root/data/*")
[ -z "$written" ] || stop "files written outside /data and /tmp: $written"
users=$(pgrep --pgroup "$(IFS=,; echo "${replicas[*]}")" --full 'python -m gunicorn' | xargs ps -o uid= -p | sort -u | tr -d ' ')
[ "$users" = 10001 ] || stop "gunicorn runs as: $users"

stop_replicas
echo
echo "The image was built, started and asked for pages."
