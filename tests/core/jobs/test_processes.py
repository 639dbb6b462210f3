"""Several processes on one queue, on the database in use."""

import multiprocessing
import signal

import pytest
from django.db import connections

from greencustoms.core.jobs import backend, queue
from greencustoms.core.models import Job

WORKERS, JOBS = 4, 24


def take_all(start, results):
    connections.close_all()
    start.wait()
    taken = []
    while job := queue.take_next():
        taken.append(job.pk)
    results.put(taken)
    connections.close_all()


@pytest.fixture
def waiting_jobs(django_db_setup, django_db_blocker):
    """Rows that other processes see. They are taken away by hand: emptying all tables would take the home page along."""
    with django_db_blocker.unblock():
        jobs = Job.objects.bulk_create([Job(kind="test.any", key=str(number)) for number in range(JOBS)])
        connections.close_all()
        yield jobs
        Job.objects.filter(kind="test.any").delete()
        connections.close_all()


def test_of_several_processes_each_job_is_taken_by_one(waiting_jobs):
    fork = multiprocessing.get_context("fork")
    start, results = fork.Event(), fork.Queue()
    workers = [fork.Process(target=take_all, args=(start, results)) for _worker in range(WORKERS)]
    for worker in workers:
        worker.start()
    start.set()

    taken = sorted(pk for _worker in workers for pk in results.get(timeout=60))

    for worker in workers:
        worker.join(60)
    assert taken == sorted(Job.objects.values_list("pk", flat=True))
    assert set(Job.objects.values_list("tries", flat=True)) == {1}


def hold_the_lock(settings, ready):
    lock = backend.take_lock()
    ready.put(lock is not None)
    signal.pause()


def test_one_process_of_a_machine_does_jobs_and_a_killed_one_gives_way(settings, tmp_path):
    settings.STATE_DIR = tmp_path
    fork = multiprocessing.get_context("fork")
    ready = fork.Queue()
    worker = fork.Process(target=hold_the_lock, args=(settings, ready))
    worker.start()
    assert ready.get(timeout=60)
    assert backend.take_lock() is None

    worker.kill()
    worker.join(60)

    with backend.take_lock() as lock:
        assert lock


@pytest.mark.django_db
def test_a_database_worker_is_told_once_of_many_jobs(settings):
    from django_tasks import task_backends
    from django_tasks_db.models import DBTaskResult

    from greencustoms.core.jobs import doorbell

    settings.TASKS = {**settings.TASKS, "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert type(task_backends["jobs"]).__name__ == "DatabaseBackend"

    doorbell.ring()
    doorbell.ring()

    assert DBTaskResult.objects.count() == 1
