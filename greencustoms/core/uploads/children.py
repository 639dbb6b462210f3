"""Runs the programs that take hostile files apart, each in a process of its own with bounds on memory and time."""

import json
import logging
import subprocess
import sys
from pathlib import Path

from .refusals import RefusedError

logger = logging.getLogger(__name__)

SECONDS_AT_MOST = 60


def run(program: str, *arguments) -> dict:
    """Run that program of this folder and return what it tells as JSON. Raises RefusedError.

    A program tells {"refused": code} for a file it does not take. One that ends in any other way met a file that broke
    it: too much memory, too long, or a mistake in a library.
    """
    command = [sys.executable, "-I", str(Path(__file__).with_name(program)), *map(str, arguments)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS_AT_MOST, check=False)  # noqa: S603 - no shell, and our own program
    except subprocess.TimeoutExpired:
        raise RefusedError("damaged") from None
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise RefusedError("damaged") from None
    if "refused" in told:
        if "why" in told:
            logger.info("%s refused an uploaded file: %s", program, told["why"])
        raise RefusedError(told["refused"], **told.get("params", {}))
    return told
