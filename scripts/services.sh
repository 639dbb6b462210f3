# A private PostgreSQL and Redis for the tests: in the folder given, on sockets only, stopped by their ids.
# shellcheck shell=bash
SERVICES=
SERVICE_PIDS=()

# PostgreSQL refuses to run as root.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# Folder of the newest installed server programs, or nothing.
postgres_programs() {
    find /usr/lib/postgresql -path '*/bin/initdb' -printf '%h\n' 2>/dev/null | sort -V | tail -n 1
}

# start_services FOLDER
start_services() {
    local programs data
    programs=$(postgres_programs)
    SERVICES=$1
    data=$SERVICES/postgres/data
    mkdir -p "$SERVICES/postgres"
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$SERVICES/postgres"
    fi

    as_postgres "$programs/initdb" --pgdata "$data" --username greencustoms --auth trust \
        --encoding UTF8 --locale C.UTF-8 --no-sync >"$SERVICES/initdb.log"
    as_postgres "$programs/pg_ctl" start --wait --silent --pgdata "$data" --log "$SERVICES/postgres/log" \
        --options "-k $SERVICES/postgres -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    SERVICE_PIDS+=("$(head -n 1 "$data/postmaster.pid")")

    redis-server --port 0 --unixsocket "$SERVICES/redis.sock" --dir "$SERVICES" --save '' \
        --unixsocketperm 777 >"$SERVICES/redis.log" &
    SERVICE_PIDS+=("$!")
    for _ in $(seq 50); do
        if [ -S "$SERVICES/redis.sock" ]; then
            return
        fi
        sleep 0.1
    done
    stop "Redis did not start: $(cat "$SERVICES/redis.log")"
}

postgres_url() { echo "postgres://greencustoms@${SERVICES//\//%2F}%2Fpostgres/postgres"; }
redis_url() { echo "unix://$SERVICES/redis.sock"; }

stop_services() {
    local pid
    for pid in "${SERVICE_PIDS[@]}"; do
        kill -INT "$pid" 2>/dev/null || continue
        for _ in $(seq 100); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
    done
}
