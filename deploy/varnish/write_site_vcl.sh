#!/bin/sh
# Write site.vcl from the environment, for containers:
#   SITE_HOST      one of ALLOWED_HOSTS, which the health check asks for
#   BACKENDS       processes of the site, as host:port, with spaces between
#   MAY_PURGE      addresses or networks of these processes, with spaces between
set -eu

cat <<VCL
probe alive {
    .request =
        "GET /healthz HTTP/1.1"
        "Host: ${SITE_HOST:?}"
        "X-Forwarded-Proto: https"
        "Connection: close";
    .interval = 1s;
    .timeout = 2s;
    .window = 3;
    .threshold = 2;
    .initial = 2;
}
VCL

number=0
for address in ${BACKENDS:?}; do
    number=$((number + 1))
    cat <<VCL

backend web$number {
    .host = "${address%:*}";
    .port = "${address##*:}";
    .probe = alive;
    .connect_timeout = 1s;
    .first_byte_timeout = 60s;
    .max_connections = 64;
}
VCL
done

printf '\nsub vcl_init {\n    new site = directors.round_robin();\n'
for number in $(seq "$number"); do
    printf '    site.add_backend(web%s);\n' "$number"
done
printf '}\n\nacl may_purge {\n'
for network in ${MAY_PURGE:?}; do
    case $network in
        */*) printf '    "%s"/%s;\n' "${network%/*}" "${network#*/}" ;;
        *) printf '    "%s";\n' "$network" ;;
    esac
done
printf '}\n'
