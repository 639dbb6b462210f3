import os
import resource
import time

from django.core.management.base import BaseCommand

from greencustoms.core.jobs import backend
from greencustoms.core.jobs.running import work_through

MEMORY_AT_MOST = 3 * 1024**3
"""Bytes of address space. A job that wants more fails with a sentence, and the machine stays well."""

NICENESS = 10


class Command(BaseCommand):
    help = "Does the background work that is due, then ends. The site starts this by itself; see docs/jobs.md."

    def add_arguments(self, parser):
        parser.add_argument("--linger", type=float, default=0, help="seconds to wait for more before ending")
        parser.add_argument(
            "--lock", type=int, help="number of the open file that holds the lock, if the site starts it"
        )

    def handle(self, *, linger, lock, **options):
        held = backend.take_lock() if lock is None else backend.inherited_lock(lock)
        if held is None:
            self.stdout.write("Another process of this machine does the jobs.")
            return
        with held:
            os.nice(NICENESS)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_AT_MOST, resource.getrlimit(resource.RLIMIT_AS)[1]))
            count = self.work(linger)
        self.stdout.write(f"Jobs done: {count}.")

    def work(self, linger) -> int:
        """Do what is due, and what comes within that time; end early if whoever started us has ended."""
        parent, count, last_work = os.getppid(), 0, time.monotonic()
        while True:
            done = work_through(go_on=lambda: os.getppid() == parent)
            if done:
                count, last_work = count + done, time.monotonic()
            if time.monotonic() - last_work >= linger or os.getppid() != parent:
                return count
            time.sleep(1)
