"""Letters of this site: plain text and simple HTML from a pair of templates, in the language of the receiver."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation
from wagtail.users.models import UserProfile

from ..languages import direction, interface_language


def language_of(user) -> str:
    """The language that person chose in the portal or in the admin; English if none."""
    chosen = UserProfile.objects.filter(user=user).values_list("preferred_language", flat=True).first()
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def letter(template: str, to, context: dict | None = None, language: str = "") -> EmailMultiAlternatives:
    """Return the letter of `templates/<template>.txt` and `.html` to a user or to an address.

    The first line of the text is the subject. Templates get `site_url`, `receiver`, `language` and the context;
    addresses in them are `{{ site_url }}{% url … %}`, as a letter has no request.
    """
    is_address = isinstance(to, str)
    language = interface_language(language or (settings.LANGUAGE_CODE if is_address else language_of(to)))
    with translation.override(language):
        values = {
            "site_url": settings.WAGTAILADMIN_BASE_URL,
            "receiver": None if is_address else to,
            "language": language,
            "direction": direction(language),
        } | (context or {})
        plain = get_template(f"{template}.txt").template.render(Context(values, autoescape=False))
        subject, _, text = plain.strip().partition("\n")
        html = render_to_string(f"{template}.html", values | {"subject": subject})
    address = to if is_address else formataddr((" ".join(to.get_full_name().split()), to.email))
    message = EmailMultiAlternatives(
        " ".join(subject.split()), f"{text.strip()}\n", to=[address], headers={"Auto-Submitted": "auto-generated"}
    )
    message.attach_alternative(html, "text/html")
    return message


def send_letter(template: str, to, context: dict | None = None, language: str = ""):
    """Write and send a letter to one person. Send one to each, so that nobody sees who else got it."""
    letter(template, to, context, language).send()
