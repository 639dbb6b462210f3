"""The default place where jobs are done: a process of its own that starts when there is work and ends without.

So nothing has to be installed or kept running, a heavy job neither slows down a web worker nor leaves its memory in
it, and a web worker that is renewed in the meantime takes no job with it. One such process at a time on a machine.
"""

import fcntl
import os
import subprocess
import sys

from django.conf import settings
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id


class OwnProcessBackend(BaseTaskBackend):
    """Starts `manage.py run_jobs`, whatever the task: it is a bell, see `doorbell.py`."""

    def enqueue(self, task, args, kwargs):
        self.validate_task(task)
        start_unless_running()
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


def start_unless_running():
    """Start the process. It inherits the lock that we took for it, so that two web workers never start one each."""
    lock = take_lock()
    if lock is None:
        return
    with lock:
        number = str(lock.fileno())
        manage = str(settings.BASE_DIR / "manage.py")
        subprocess.Popen(  # noqa: S603 - no shell, and our own program
            [sys.executable, manage, "run_jobs", "--linger", "20", "--lock", number],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            cwd=settings.BASE_DIR,
            pass_fds=[lock.fileno()],
        )


def take_lock():
    """Return an open file that holds the lock of the process of this machine, or None while another holds it.

    The system lets the lock go when the last process that has this file open ends, however it ends.
    """
    path = settings.STATE_DIR / "jobs.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def inherited_lock(number: int):
    """The lock that `start_unless_running` took for this process."""
    return os.fdopen(number, "a")
