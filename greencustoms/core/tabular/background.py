"""Long work outlives the request that asked for it: a process of its own does it, with no service to run.

A thread would end with its web worker, and a task queue needs someone to run it. The process is `manage.py run_import`,
started by whichever worker got the request; what it does and how far it is stands in the database.
"""

import subprocess
import sys

from django.conf import settings
from django.db import transaction

from ..models import ImportRun
from . import runs

ROWS_WHILE_WAITING = 200
"""So few rows take a second or two: the user waits for them."""


def work_on(run: ImportRun):
    """Do what comes next with that run: at once if it is short, otherwise in a process of its own."""
    if run.rows <= ROWS_WHILE_WAITING:
        runs.work_on(run.pk)
    else:
        transaction.on_commit(lambda: start_process(run.pk))


def start_process(run_pk: int):
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_import", str(run_pk)]
    subprocess.Popen(  # noqa: S603 - no shell, and our own program with a number
        command, stdin=subprocess.DEVNULL, start_new_session=True, cwd=settings.BASE_DIR
    )
