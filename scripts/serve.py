"""`make run`: prepare and serve in one process. Django is loaded once, which halves the time to start."""

import os
import sys
from pathlib import Path


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greencustoms.settings.dev")

    from django.core.management import execute_from_command_line
    from gunicorn.app.wsgiapp import run

    execute_from_command_line(["manage.py", "prepare"])
    sys.stdout.flush()
    run()  # reads gunicorn.conf.py


if __name__ == "__main__":
    main()
