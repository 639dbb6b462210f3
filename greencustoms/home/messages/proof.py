"""Proof that somebody took a little trouble: work done by their browser, or a sum where no script runs.

Both are issued by this site alone, signed, good for two hours and once. No cookie is needed, and no other website.
"""

import base64
import json
import random
import time

import altcha
from django.core import signing
from django.utils.crypto import salted_hmac

from greencustoms.core.limits import Limit

SALT = "greencustoms.home.messages"
LASTS = 2 * 3600
"""Seconds. Who writes for longer is given a new one, with the text kept."""
COST = 2000
"""Rounds of PBKDF2 in each of about 256 tries: one or two seconds on a phone, nothing worth noticing for a person."""
ONCE = Limit("a proof is good once", most=1, minutes=LASTS // 60 + 5)


def secret() -> str:
    return salted_hmac(SALT, "altcha", algorithm="sha256").hexdigest()


def new_work(kind: str) -> dict:
    """A task for the browser, in the format of ALTCHA."""
    challenge = altcha.create_challenge(
        "PBKDF2/SHA-256", COST, expires_at=int(time.time()) + LASTS, data={"form": kind}, hmac_secret=secret()
    )
    return challenge.to_dict()


def work_is_done(kind: str, payload: str) -> bool:
    """Whether that is the right answer to a task of this form, given for the first time."""
    if not payload or len(payload) > 4000:
        return False
    try:
        sent = json.loads(base64.b64decode(payload, validate=True))
        parameters = sent["challenge"]["parameters"]
        is_ours = parameters["data"]["form"] == kind and parameters["cost"] == COST and parameters["expiresAt"]
        nonce = str(parameters["nonce"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    if not is_ours or not altcha.verify_solution(payload, secret()).verified:
        return False
    return ONCE.take("work", nonce) == 0


def new_question(kind: str) -> dict:
    """A sum that is easy for a person, and the signed note of what was asked."""
    first, second = random.randint(2, 9), random.randint(2, 9)  # noqa: S311 - no secret
    asked = signing.dumps([kind, first, second, random.getrandbits(64)], salt=SALT)
    return {"first": first, "second": second, "asked": asked}


def question_is_answered(kind: str, asked: str, answer: str) -> bool:
    try:
        asked_kind, first, second, number = signing.loads(asked[:500], salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    is_right = asked_kind == kind and answer.strip() == str(first + second)
    return is_right and ONCE.take("question", number) == 0
