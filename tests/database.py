"""Migrate once, then give each test worker a copy: running every migration takes longer than most tests do.

The migrated database is kept under a name made from everything that decides its content, so it is made anew when a
migration, a package or a setting changes: for SQLite in `.cache/` of the checkout, for PostgreSQL in the server.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import zlib
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".cache" / "test-databases"
# Two checkouts may share a server of PostgreSQL.
CHECKOUT = f"{zlib.crc32(str(ROOT).encode()):08x}"


def connect_to_a_copy(folder):
    """Point the connection of this process at a database of its own, made of the migrated one."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with one_at_a_time():
        if connection.vendor == "sqlite":
            connection.settings_dict["NAME"] = shutil.copy(migrated_sqlite(), folder)
        else:
            name = f"test_{CHECKOUT}_{worker}"
            migrated = migrated_postgres()
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {name}")
                cursor.execute(f"CREATE DATABASE {name} TEMPLATE {migrated}")
            connection.settings_dict["NAME"] = name
    connection.close()


@contextmanager
def one_at_a_time():
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fingerprint():
    digest = hashlib.sha256()
    files = [ROOT / "requirements.txt", *ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py")]
    files += ROOT.glob("greencustoms/settings/*.py")
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def migrated_sqlite():
    kept = KEPT / f"{fingerprint()}.sqlite3"
    if not kept.exists():
        for path in KEPT.glob("*.sqlite3*"):
            path.unlink()
        unfinished = KEPT / "unfinished.sqlite3"
        migrate(f"sqlite:///{unfinished}")
        unfinished.rename(kept)
    return kept


def migrated_postgres():
    name, unfinished = f"migrated_{CHECKOUT}_{fingerprint()}", f"unfinished_{CHECKOUT}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f"DROP DATABASE IF EXISTS {unfinished}")
            cursor.execute(f"CREATE DATABASE {unfinished}")
            migrate(os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{unfinished}")
            cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {name}")
    return name


def migrate(url):
    """In a process of its own, so that no test inherits what migrations leave in memory."""
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "greencustoms.settings.test"}
    environment.pop("REDIS_URL", None)
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
