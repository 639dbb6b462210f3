import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from ...secret_store import decrypt
from ...sessions import end_all


class Command(BaseCommand):
    """For developers and testers: an authenticator app on the command line. For rescue: takes a lost factor away."""

    help = "Show the secret and the present code of a person's authenticator app, setting one up if there is none."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--code", action="store_true", help="print nothing but the present code")
        parser.add_argument(
            "--remove", action="store_true", help="take all second factors away and end all sessions (lost phone)"
        )

    def handle(self, email, code, remove, **options):
        user = get_user_model().objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Nobody has the address {email}.")
        if remove:
            return self.remove(user)
        if not settings.SECRETS_MAY_BE_SHOWN:
            raise CommandError("Secrets are shown on a developer's machine only. --remove works everywhere.")
        app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
        app = app or auth.TOTP.activate(user, auth.generate_totp_secret()).instance
        secret = decrypt(app.data["secret"])
        present = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
        if code:
            return present
        return "\n".join(
            [
                f"secret  {secret}",
                f"code    {present} (for {30 - int(time.time()) % 30} seconds; each code works once)",
                f"app     otpauth://totp/{user.email}?secret={secret}&issuer={settings.MFA_TOTP_ISSUER.replace(' ', '%20')}",
            ]
        )

    def remove(self, user):
        removed, _each = Authenticator.objects.filter(user=user).delete()
        end_all(user)
        return f"Removed {removed} factors of {user.email}. The next sign-in asks to set up a new one."
