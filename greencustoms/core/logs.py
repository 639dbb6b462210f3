"""How the site writes its log: a line of JSON for each event in production, readable lines on a developer's machine.

Each line names the request it belongs to. JSON escapes line breaks, so that nothing that a stranger sends can
begin a line of its own; in readable lines they are replaced.
"""

import logging
import os
import re

import structlog

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

# Never written, wherever they appear: in an event of ours, or of a library.
SECRET_NAMES = ("password", "secret", "token", "cookie", "authorization", "session_key", "csrf")

BEFORE = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def hide_secrets(_logger, _name, event):
    """Replace the values whose names say that they are secret."""
    for name in event:
        if any(secret in name.lower() for secret in SECRET_NAMES):
            event[name] = "hidden"
    return event


class OneLine(logging.Formatter):
    """Readable lines. A line break in what is logged begins no new line; tracebacks of our own stay as they are."""

    def formatMessage(self, record):  # noqa: N802 - the name that logging calls
        record.message = record.message.replace("\r", "\\r").replace("\n", "\\n")
        return super().formatMessage(record)


def configure_structlog():
    structlog.configure(
        processors=[*BEFORE, hide_secrets, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def logging_settings(level: str, as_json: bool) -> dict:
    """The settings for `LOGGING`."""
    formatters = {
        "line": {"()": OneLine, "format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": BEFORE,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                hide_secrets,
                structlog.processors.JSONRenderer(),
            ],
        },
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": formatters,
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json" if as_json else "line"}},
        "root": {"handlers": ["console"], "level": level},
    }


class NameRequestInLog:
    """Middleware: every line that is written for a request carries its number, and the answer tells it.

    The number is that of the server in front, where it is one; the page cache has already seen to that.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        number = request_id(request.META.get("HTTP_X_REQUEST_ID", ""))
        # Django writes its own line about an answer after this: the names stay until the next request of the thread.
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=number, method=request.method, path=request.path[:300])
        response = self.get_response(request)
        response.headers.setdefault("X-Request-ID", number)
        return response


def request_id(told: str) -> str:
    """That number if it is one; a new one otherwise."""
    return told if REQUEST_ID.fullmatch(told) else os.urandom(12).hex()
