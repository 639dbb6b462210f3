"""Wait until the database answers, for a minute at most."""

import sys
import time

import django
from django.db import OperationalError, connection

SECONDS = 60


def main() -> int:
    django.setup()
    last_try = time.monotonic() + SECONDS
    while True:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            if time.monotonic() > last_try:
                print(f"The database does not answer: {error}", file=sys.stderr)
                return 1
            time.sleep(1)
        else:
            return 0


if __name__ == "__main__":
    sys.exit(main())
