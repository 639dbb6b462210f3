"""Jobs are done once, tried again within limits, and taken up again when their process was killed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from greencustoms.core.jobs import JobError, enqueue, job, kinds, queue
from greencustoms.core.jobs.queue import LEASE, QueueFullError, TakenOverError
from greencustoms.core.jobs.running import TimeIsUpError, work_through
from greencustoms.core.models import ContentStamp, Job

pytestmark = pytest.mark.django_db

done = []


@pytest.fixture(autouse=True)
def kinds_of_work(monkeypatch):
    """Kinds that only these tests know, and a list of what was done."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    done.clear()

    @job("test.note", label="Note", tries=2, waiting_at_most=3)
    def note(run, *, what):
        run.tell(1, 2, "half of %(what)s", what=what)
        done.append(what)

    @job("test.refuse", label="Refuse", tries=3)
    def refuse(run, again=False):
        raise JobError("There is no %(what)s.", what="paper", try_again=again)

    @job("test.break", label="Break", tries=3)
    def break_down(run):
        raise ValueError("broken")

    @job("test.slow", label="Slow", seconds=1, tries=1)
    def slow(run):
        try:
            while True:
                pass
        except Exception:  # noqa: BLE001 - as careless code does
            done.append("went on")


def later(**values):
    """Let time pass for all jobs: what waits is due, and who worked has fallen silent."""
    long_ago = timezone.now() - timedelta(hours=1)
    Job.objects.waiting().update(run_after=long_ago)
    Job.objects.filter(state=Job.State.RUNNING).update(lease_until=long_ago)


def test_a_job_is_done_once_and_says_so():
    found = enqueue("test.note", what="a letter")

    assert work_through() == 1
    assert work_through() == 0

    found.refresh_from_db()
    assert (done, found.state, found.tries) == (["a letter"], Job.State.DONE, 1)


def test_asking_again_for_what_waits_returns_the_job_that_waits():
    assert enqueue("test.note", "x", what="x") == enqueue("test.note", "x", what="x")


def test_asking_again_for_what_is_being_done_waits_until_that_is_over():
    first = enqueue("test.note", "x", what="old")
    taken = queue.take_next()
    second = enqueue("test.note", "x", what="new")

    assert second != first
    assert queue.take_next() is None
    queue.finish(taken)
    assert queue.take_next() == second


def test_no_more_jobs_of_a_kind_wait_than_its_limit():
    for number in range(3):
        enqueue("test.note", str(number), what="x")

    with pytest.raises(QueueFullError):
        enqueue("test.note", "4", what="x")


def test_what_somebody_waits_for_is_done_first():
    enqueue("test.note", "1", what="first")
    enqueue("test.note", "2", what="urgent", urgent=True)

    work_through()

    assert done == ["urgent", "first"]


def test_a_job_with_a_delay_waits_for_it():
    enqueue("test.note", what="x", delay=timedelta(minutes=1))

    assert work_through() == 0


def test_a_job_that_breaks_is_tried_again_as_often_as_its_kind_allows():
    found = enqueue("test.break")
    states = []
    for _time in range(4):
        work_through()
        found.refresh_from_db()
        states.append((found.state, found.tries))
        later()

    assert states == [("waiting", 1), ("waiting", 2), ("failed", 3), ("failed", 3)]
    assert "ValueError: broken" in found.message


def test_a_job_that_breaks_is_not_tried_again_at_once():
    enqueue("test.break")

    assert work_through() == 1
    assert work_through() == 0


def test_what_trying_again_cannot_mend_fails_at_once_in_words():
    found = enqueue("test.refuse")

    work_through()

    found.refresh_from_db()
    assert (found.state, found.message) == (Job.State.FAILED, "There is no paper.")


def test_a_try_that_failed_gives_way_to_the_same_work_asked_for_meanwhile():
    enqueue("test.refuse", again=True)
    taken = queue.take_next()
    enqueue("test.refuse", again=True)

    queue.fail(taken, "There is no paper.", {}, try_again=True, tries_at_most=3)

    assert sorted(Job.objects.values_list("state", flat=True)) == ["failed", "waiting"]


def test_a_job_is_stopped_in_the_middle_when_its_time_is_up():
    found = enqueue("test.slow")

    work_through()

    found.refresh_from_db()
    assert (found.state, done) == (Job.State.FAILED, [])
    assert "1 seconds" in found.message


def test_the_job_of_a_killed_worker_is_taken_up_after_its_lease():
    found = enqueue("test.note", what="x")
    queue.take_next()
    assert queue.take_next() is None

    later()

    assert queue.take_next() == found


def test_who_was_replaced_can_no_longer_report():
    enqueue("test.note", what="x")
    thought_dead = queue.take_next()
    later()
    queue.take_next()

    with pytest.raises(TakenOverError):
        queue.finish(thought_dead)
    assert Job.objects.get().state == Job.State.RUNNING


def test_a_job_that_takes_its_process_down_each_time_fails_in_words():
    found = enqueue("test.note", what="x")
    for _time in range(2):
        assert queue.take_next() == found
        later()

    assert queue.take_next() is None
    found.refresh_from_db()
    assert found.state == Job.State.FAILED
    assert "cut off 2 times" in found.message


def test_a_kind_that_this_version_does_not_know_fails_in_words():
    found = Job.objects.create(kind="test.gone")

    work_through()

    found.refresh_from_db()
    assert found.state == Job.State.FAILED
    assert found.message


def test_a_lease_is_renewed_while_the_work_goes_on():
    enqueue("test.note", what="x")
    taken = queue.take_next()
    Job.objects.update(lease_until=timezone.now() + timedelta(seconds=1))

    queue.report(taken, progress=1)

    assert Job.objects.get().lease_until > timezone.now() + LEASE / 2


def test_nobody_is_told_of_a_job_before_it_is_really_stored(django_capture_on_commit_callbacks, monkeypatch):
    rung = []
    monkeypatch.setattr("greencustoms.core.jobs.doorbell.ring", lambda: rung.append(True))

    with django_capture_on_commit_callbacks(execute=True):
        enqueue("test.note", what="x")
        assert rung == []

    assert rung == [True]


def test_jobs_change_nothing_for_the_page_cache():
    before = ContentStamp.objects.count()

    enqueue("test.note", what="x")
    work_through()

    assert ContentStamp.objects.count() == before


def test_old_jobs_are_forgotten_and_failed_ones_later():
    for state in ("done", "failed"):
        Job.objects.create(kind="test.note", state=state, finished_at=timezone.now() - timedelta(days=8))

    queue.tidy()

    assert list(Job.objects.values_list("state", flat=True)) == ["failed"]


def test_the_end_of_time_is_not_swallowed_by_code_that_goes_on_after_errors():
    assert not issubclass(TimeIsUpError, Exception)
