"""Mail is stored first, sent afterwards, and tried again; nothing is lost and nothing is sent twice."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage, send_mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.users.models import UserProfile

from greencustoms.core.mail import letters, outbox, recipe, send_by_recipe
from greencustoms.core.models import ContentStamp, OutgoingMail
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db

DEAD = "tests.core.test_mail.DeadMailServer"


class DeadMailServer:
    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError("nobody listens")


@pytest.fixture(autouse=True)
def outbox_in_use(settings):
    settings.EMAIL_BACKEND = "greencustoms.core.mail.backend.OutboxBackend"


def an_email(**fields):
    send_mail("A subject", "A text", "from@example.org", ["to@example.org"], html_message="<p>A text</p>", **fields)
    return OutgoingMail.objects.get()


def make_due():
    OutgoingMail.objects.update(next_try_at=timezone.now())


def test_what_django_sends_is_stored_and_leaves_whole_when_it_is_due():
    an_email()
    assert mail.outbox == []

    assert outbox.send_due() == (1, 0)

    (sent,) = mail.outbox
    assert (sent.subject, sent.body, sent.to) == ("A subject", "A text", ["to@example.org"])
    assert sent.alternatives[0][0] == "<p>A text</p>"
    assert sent.extra_headers["Message-ID"]


def test_a_sent_mail_keeps_no_text():
    an_email()

    outbox.send_due()

    kept = OutgoingMail.objects.get()
    assert kept.sent_at
    assert kept.message == {}
    assert kept.recipients == ["to@example.org"]


def test_a_dead_mail_server_loses_nothing(settings):
    an_email()
    settings.MAIL_DELIVERY_BACKEND = DEAD
    assert outbox.send_due() == (0, 1)
    assert "nobody listens" in OutgoingMail.objects.get().last_error

    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    make_due()

    assert outbox.send_due() == (1, 0)
    assert mail.outbox[0].body == "A text"


def test_a_mail_that_failed_waits_before_the_next_try(settings):
    an_email()
    settings.MAIL_DELIVERY_BACKEND = DEAD

    outbox.send_due()

    assert outbox.send_due() == (0, 0)
    assert OutgoingMail.objects.get().next_try_at > timezone.now() + timedelta(seconds=50)


def test_after_three_days_a_mail_is_given_up(settings):
    an_email()
    settings.MAIL_DELIVERY_BACKEND = DEAD
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=3, minutes=1))

    outbox.send_due()

    make_due()
    assert OutgoingMail.objects.get().given_up_at
    assert outbox.send_due() == (0, 0)


def test_two_senders_never_take_the_same_mail():
    kept = an_email()

    first = outbox.claim(kept.pk, kept.next_try_at, kept.tries)
    second = outbox.claim(kept.pk, kept.next_try_at, kept.tries)

    assert first is not None
    assert second is None


def test_one_bad_mail_does_not_stop_the_next(settings):
    an_email()
    OutgoingMail.objects.update(message={"broken": True})
    send_mail("Another", "text", None, ["other@example.org"])

    assert outbox.send_due() == (1, 1)


def test_a_change_that_is_taken_back_sends_no_mail():
    savepoint = transaction.savepoint()
    an_email()

    transaction.savepoint_rollback(savepoint)

    assert not OutgoingMail.objects.exists()


def test_an_attachment_is_refused_at_once_and_not_lost_in_silence():
    message = EmailMessage("A subject", "A text", to=["to@example.org"])
    message.attach("a.txt", "text")

    with pytest.raises(ValueError, match="no attachments"):
        message.send()


def test_a_recipe_writes_its_letter_only_when_it_is_sent():
    @recipe("a-test")
    def write(kept):
        return EmailMessage("Hello", "secret link", to=[kept.details["address"]])

    kept = send_by_recipe("a-test", address="to@example.org")
    assert "secret" not in str(OutgoingMail.objects.filter(pk=kept.pk).values())

    outbox.send_due()

    assert mail.outbox[0].body == "secret link"
    assert "secret" not in str(OutgoingMail.objects.filter(pk=kept.pk).values())


def test_a_recipe_that_has_nobody_to_write_to_leaves_nothing():
    recipe("nobody")(lambda kept: None)
    send_by_recipe("nobody", address="unknown@example.org")

    outbox.send_due()

    assert mail.outbox == []
    assert not OutgoingMail.objects.exists()


def test_a_letter_speaks_the_language_its_receiver_chose():
    user = UserFactory()
    UserProfile.objects.create(user=user, preferred_language="ar")

    assert letters.language_of(user) == "ar"
    assert letters.language_of(UserFactory()) == "en"


def test_mail_is_no_change_of_content():
    before = ContentStamp.objects.count()

    an_email()
    outbox.send_due()

    assert ContentStamp.objects.count() == before


def test_old_lines_are_dropped_but_never_what_still_waits():
    an_email()
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=31), sent_at=timezone.now())
    send_mail("Waiting", "text", None, ["other@example.org"])
    OutgoingMail.objects.filter(sent_at=None).update(
        created_at=timezone.now() - timedelta(days=31), next_try_at=timezone.now() + timedelta(hours=1)
    )

    outbox.send_due()

    assert [kept.subject for kept in OutgoingMail.objects.all()] == ["Waiting"]


def test_the_command_says_what_it_did(capsys):
    an_email()

    call_command("send_mail_queue")

    assert capsys.readouterr().out == "Sent 1, failed 0, still waiting 0.\n"
