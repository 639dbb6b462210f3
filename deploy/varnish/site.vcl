# What differs from one place to another: the processes of the site, and who may say that content changed.

# /healthz, not /readyz: a site without its database still has pages to show, and says 503 in its own words.
probe alive {
    .request =
        "GET /healthz HTTP/1.1"
        "Host: greencustoms.example"
        "X-Forwarded-Proto: https"
        "Connection: close";
    .interval = 1s;
    .timeout = 2s;
    .window = 3;
    .threshold = 2;
    .initial = 2;
}

backend web8001 {
    .host = "127.0.0.1";
    .port = "8001";
    .probe = alive;
    .connect_timeout = 1s;
    .first_byte_timeout = 60s;
    .max_connections = 64;
}

backend web8002 {
    .host = "127.0.0.1";
    .port = "8002";
    .probe = alive;
    .connect_timeout = 1s;
    .first_byte_timeout = 60s;
    .max_connections = 64;
}

sub vcl_init {
    new site = directors.round_robin();
    site.add_backend(web8001);
    site.add_backend(web8002);
}

acl may_purge {
    "127.0.0.1";
    "::1";
}
