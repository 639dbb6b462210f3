"""PostgreSQL, by its own programs: `pg_dump` in the custom format, and `pg_restore` into `psql`."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from .problems import BackupError

MEMBER = "database.pgdump"
DEBIAN = "/usr/lib/postgresql"


def server_version():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return cursor.fetchone()[0]


def major_version(program) -> int:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"(\d+)(?:\.\d+)?", told.partition(")")[2])
    return int(found[1]) if found else 0


def find_program(name: str, oldest: int) -> str:
    """The oldest program of that name that still knows a server of that major version."""
    candidates = {str(path) for path in Path(DEBIAN).glob(f"*/bin/{name}")}
    on_path = shutil.which(name)
    if on_path:
        candidates.add(on_path)
    versions = sorted((major_version(program), program) for program in candidates)
    for version, program in versions:
        if version >= oldest:
            return program
    if versions:
        raise BackupError(
            f"{name} is of version {versions[-1][0]}, older than the server ({oldest}): "
            f"install postgresql-client-{oldest}."
        )
    raise BackupError(f"{name} was not found on PATH or under {DEBIAN}: install postgresql-client-{oldest}.")


def server_major():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10000


def command(name: str, *parameters) -> tuple[list[str], dict]:
    """The command line and environment to talk to our database. The password is in the environment only."""
    program = find_program(name, server_major())
    arguments, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    return [program, *parameters, *arguments[1:-1], "--dbname", arguments[-1]], environment or {}


def run(arguments, environment, **options):
    done = subprocess.run(  # noqa: S603 - our own arguments
        arguments, env={**os.environ, **environment}, stderr=subprocess.PIPE, check=False, **options
    )
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip()
        raise BackupError(f"{Path(arguments[0]).name} failed: {lines or done.returncode}")


def dump(path: Path):
    arguments, environment = command("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(path))
    run(arguments, environment)


def restore(path: Path, replace: bool):
    """Make the database what it was, in one transaction: if anything fails, it stays as it is."""
    script = path.with_suffix(".sql")
    reader = find_program("pg_restore", server_major())
    run([reader, "--no-owner", "--no-privileges", "--file", str(script), str(path)], {})
    first = ["--command", "DROP SCHEMA public CASCADE; CREATE SCHEMA public"] if replace else []
    arguments, environment = command(
        "psql",
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set",
        "ON_ERROR_STOP=1",
        *first,
        "--file",
        str(script),
    )
    connection.close()
    try:
        run(arguments, environment, stdout=subprocess.DEVNULL)
    finally:
        script.unlink(missing_ok=True)
