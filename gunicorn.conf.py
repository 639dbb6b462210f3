"""How gunicorn serves the site, under `make run` and in the container alike."""

import os
from pathlib import Path

wsgi_app = "greencustoms.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
proc_name = "greencustoms"

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 30
graceful_timeout = 30
keepalive = 5

# Workers renew themselves now and then, never all at once, so that a leak cannot grow for ever. Kept pages count as
# requests, too, and a busy site answers thousands of them in a second.
max_requests = 100_000
max_requests_jitter = 20_000

# The application is loaded once and then forked: quick new workers, shared memory.
preload_app = True

# The heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a memory disk, not a shared name

# No socket in the home folder, which is read-only in the container.
control_socket_disable = True


def pre_fork(server, worker):
    """Let no worker inherit a database connection."""
    from django.db import connections

    connections.close_all()


def post_worker_init(worker):
    """Look after mail and background work that an earlier process left behind."""
    from greencustoms.core.jobs import watch
    from greencustoms.core.mail import sender

    sender.start()
    watch.start()


def when_ready(server):
    address = os.environ.get("BASE_URL", f"http://{bind}")
    server.log.info("Green Customs is ready: %s/ (stop with Ctrl-C)", address)
