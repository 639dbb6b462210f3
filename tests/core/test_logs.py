"""What is written to the log, and what must never be."""

import io
import json
import logging
import logging.config

import pytest
import structlog

from greencustoms.core.logs import logging_settings, request_id


@pytest.fixture
def written():
    """Log through the handlers of production; call it to read the lines."""
    options = logging_settings("INFO", as_json=True)
    stream = io.StringIO()
    formatter = logging.config.DictConfigurator(options).configure_formatter(dict(options["formatters"]["json"]))
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logging.getLogger("test").addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger("test").removeHandler(handler)


def test_a_line_is_json_with_time_level_and_name(written):
    logging.getLogger("test").warning("Refused: %s", "somebody")

    (line,) = written()
    assert (line["event"], line["level"], line["logger"]) == ("Refused: somebody", "warning", "test")
    assert line["timestamp"].endswith("Z")


def test_line_breaks_that_a_stranger_sends_begin_no_line(written):
    logging.getLogger("test").warning("Refused: %s", 'x\r\n{"event": "signed in"}\u2028')

    assert len(written()) == 1


def test_a_traceback_is_readable_and_one_line(written):
    try:
        raise ValueError("a mistake")
    except ValueError:
        logging.getLogger("test").exception("Failed")

    (line,) = written()
    assert "ValueError: a mistake" in line["exception"]


@pytest.mark.parametrize("name", ["password", "csrf_token", "Authorization", "new_password1", "session_key"])
def test_secrets_are_not_written(written, name):
    structlog.get_logger("test").warning("Refused", **{name: "zqsecret"})

    assert "zqsecret" not in json.dumps(written())


def test_each_line_of_a_request_carries_its_number(client, home):
    seen = []
    logger = logging.getLogger("django.request")
    handler = logging.Handler()
    handler.emit = lambda record: seen.append(structlog.contextvars.get_contextvars())
    logger.addHandler(handler)

    response = client.get("/en/nowhere/", headers={"x-request-id": "abcdef-123456"})
    logger.removeHandler(handler)

    assert response["X-Request-ID"] == "abcdef-123456"
    assert seen[0]["request_id"] == "abcdef-123456"


@pytest.mark.parametrize("told", ["", "short", "with space 12", "x" * 65, "a\nb\nc\nd\ne\nf"])
def test_a_number_that_is_none_is_replaced(told):
    assert request_id(told) != told
    assert len(request_id(told)) == 24


def test_trace_is_refused_everywhere(client):
    for address in ("/healthz", "/en/", "/admin/login/"):
        assert client.generic("TRACE", address).status_code == 405


def test_finders_of_a_hole_are_told_whom_to_write_to(client, settings):
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/report"]

    text = client.get("/.well-known/security.txt").text

    assert "Contact: mailto:security@example.org\nContact: https://example.org/report\n" in text
    assert "Canonical: http://testserver/.well-known/security.txt" in text


def test_the_word_to_finders_has_not_expired(client):
    from datetime import datetime

    from django.utils import timezone

    line = next(line for line in client.get("/.well-known/security.txt").text.splitlines() if "Expires" in line)

    left = datetime.fromisoformat(line.partition(": ")[2]) - timezone.now()
    assert 100 < left.days < 365
