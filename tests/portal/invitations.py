"""What tests of invitations do again and again."""

import re

from django.core import mail

from greencustoms.core.mail.outbox import send_due

PASSWORD = "a long enough passphrase"
PERSON = {"first_name": "Ada", "last_name": "Officer", "password1": PASSWORD, "password2": PASSWORD}


def link():
    """The link of the latest letter."""
    mail.outbox.clear()
    send_due()
    return re.search(r"http://127\.0\.0\.1:8000(/portal/invitation/\S+/)", mail.outbox[-1].body).group(1)
