"""Everything that must be done before the site can start, however often and from however many machines it starts."""

import hashlib
import secrets
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from greencustoms.core.bulk.statistics import look_at_everything
from greencustoms.core.locks import StillLockedError, only_one_on_this_database, only_one_on_this_disk

SECONDS_FOR_DATABASE = 60
DATABASE_AWAY = 75
"""What the command returns if the database does not answer: trying again later helps (EX_TEMPFAIL)."""


class Command(BaseCommand):
    """Safe to run again, and to run on several machines at once: the others wait and then find nothing to do."""

    help = "Make database, first administrator, content and static files ready. Run it before each start."
    requires_system_checks = []

    def add_arguments(self, parser):
        help = "seconds to wait for the database, inf for as long as it takes"
        parser.add_argument("--patience", type=float, default=None, help=help)

    def handle(self, patience=None, **options):
        settings.STATE_DIR.mkdir(parents=True, exist_ok=True)
        try:
            with only_one_on_this_disk(settings.STATE_DIR / "prepare.lock", self.tell_waiting):
                # Pages that say that the database is gone need their style sheet and their language, too.
                self.collect_static_files()
                call_command("compile_catalogues", stdout=self.stdout)
                self.wait_for_database(SECONDS_FOR_DATABASE if patience is None else patience)
                with only_one_on_this_database(self.tell_waiting):
                    self.migrate()
                    self.set_address()
                    self.create_administrator()
                    call_command("load_content", stdout=self.stdout, skip_checks=True)
                    look_at_everything()
        except StillLockedError as error:
            raise CommandError(str(error)) from None

    def tell_waiting(self):
        self.stdout.write("Another start is being prepared: waiting for it to finish.")

    def wait_for_database(self, patience):
        last_try = time.monotonic() + patience
        told = False
        while True:
            try:
                connection.ensure_connection()
            except OperationalError as error:
                if time.monotonic() > last_try:
                    message = f"The database has not answered for {patience:.0f} seconds: {error}"
                    raise CommandError(message, returncode=DATABASE_AWAY) from None
                if not told:
                    self.stdout.write(f"Waiting for the database: {error}")
                    told = True
                time.sleep(1)
            else:
                return

    def migrate(self):
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            self.stdout.write(f"Database: applying {len(plan)} migrations.")
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)

    def set_address(self):
        """Give the site the address from the environment, until somebody gives it another in the admin."""
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        site = Site.objects.filter(is_default_site=True, hostname="localhost", port=80).first()
        if site and address.hostname and (address.hostname, port) != ("localhost", 80):
            site.hostname, site.port = address.hostname, port
            site.save()
            self.stdout.write(f"Address of the site: {site.root_url}")

    def create_administrator(self):
        """The first administrator. A password that was made up is shown this once and stored nowhere."""
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = settings.ADMIN_PASSWORD or secrets.token_urlsafe(18)
        user = get_user_model()(email=settings.ADMIN_EMAIL.lower())
        try:
            user.full_clean(exclude=["password"])
        except ValidationError as error:
            raise CommandError(f"ADMIN_EMAIL is “{settings.ADMIN_EMAIL}”: {' '.join(error.messages)}") from None
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(f"ADMIN_PASSWORD: {' '.join(error.messages)}") from None
        users.create_superuser(user.email, password)
        self.tell_sign_in(user.email, "the one in ADMIN_PASSWORD" if settings.ADMIN_PASSWORD else password)

    def tell_sign_in(self, email, password):
        lines = [
            "The first administrator:",
            "",
            f"  address   {settings.WAGTAILADMIN_BASE_URL}/admin/",
            f"  e-mail    {email}",
            f"  password  {password}",
        ]
        lines += ["", "The first sign-in asks you to set up a second factor, for example an app."]
        if settings.SECRETS_MAY_BE_SHOWN:
            lines += [f"Without a phone: .venv/bin/python manage.py second_factor {email}"]
        if not settings.ADMIN_PASSWORD:
            lines += ["", "Write the password down: it is not shown again."]
        width = max(map(len, lines))
        box = [f"│ {line.ljust(width)} │" for line in lines]
        self.stdout.write("\n".join([f"┌{'─' * (width + 2)}┐", *box, f"└{'─' * (width + 2)}┘"]))

    def collect_static_files(self):
        stamp = settings.STATE_DIR / "static.stamp"
        digest = digest_of_static_files()
        if stamp.exists() and stamp.read_text() == digest and settings.STATIC_ROOT.exists():
            return
        self.stdout.write("Static files: collecting.")
        call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
        stamp.write_text(digest)


def digest_of_static_files() -> str:
    """A fingerprint of names, sizes and times of all static files, and of the way they are stored."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = (storage.path(path), storage.size(path), storage.get_modified_time(path).timestamp())
            digest.update(repr(status).encode())
    return digest.hexdigest()
