"""Work in the background, see docs/jobs.md. What other code needs is `job`, `enqueue`, `Run` and `JobError`."""

from .kinds import JobError, Run, job
from .queue import enqueue

__all__ = ["JobError", "Run", "enqueue", "job"]
