"""`make run` and the container: prepare and serve in one process. Django is loaded once, which halves the time to start.

Without the database the site starts all the same: it shows the pages that were kept, says 503 for the rest, and is
prepared as soon as the database answers.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS_FOR_DATABASE = 10


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greencustoms.settings.dev")

    import django
    from django.core.management import CommandError, call_command
    from gunicorn.app.wsgiapp import run

    django.setup()
    try:
        call_command("prepare", patience=SECONDS_FOR_DATABASE)
    except CommandError as error:
        print(error, file=sys.stderr)
        if error.returncode != os.EX_TEMPFAIL:
            sys.exit(error.returncode)
        print("The site starts without it, and is prepared as soon as it answers.", file=sys.stderr)
        subprocess.Popen([sys.executable, ROOT / "manage.py", "prepare", "--patience", "inf"])
    sys.stdout.flush()
    sys.argv = [sys.argv[0], "--config", str(ROOT / "gunicorn.conf.py")]
    run()


if __name__ == "__main__":
    main()
