"""Says through Django's tasks framework that there is work; the backend of `TASKS["jobs"]` decides where it is done.

The task carries nothing: what is to be done stands in the table of jobs. So it may ring twice or be lost; whoever
looks next finds the work.
"""

import logging
from datetime import timedelta

from django.db import DatabaseError
from django.utils import timezone
from django_tasks import task, task_backends

RESULTS_KEPT = timedelta(days=1)

logger = logging.getLogger(__name__)


@task(backend="jobs")
def work_through_jobs():
    from .running import work_through

    return work_through()


def ring():
    """Have the jobs done that are due. Never fails: a job that nobody was told of is found by the next look."""
    try:
        if not has_rung():
            work_through_jobs.enqueue()
    except (DatabaseError, OSError) as error:
        logger.warning("No worker could be told of a job: %s", error)


def has_rung() -> bool:
    """Whether a database worker has still to hear the last ring. Old rings are swept up on the way."""
    from django_tasks_db.backend import DatabaseBackend
    from django_tasks_db.models import DBTaskResult

    if not isinstance(task_backends["jobs"], DatabaseBackend):
        return False
    rings = DBTaskResult.objects.filter(task_path=work_through_jobs.module_path)
    rings.filter(enqueued_at__lt=timezone.now() - RESULTS_KEPT).delete()
    return rings.ready().exists()
