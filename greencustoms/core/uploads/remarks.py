"""What the sender of a file that was taken should know about it. Files carry the codes; they are told in any language."""

from django.utils.translation import gettext_lazy as _

REMARKS = {
    "active_parts": _("Scripts, attached files or other active parts were taken out of the file."),
    "changes": _("The document has tracked changes in it. Whoever opens it can read what was changed."),
    "comments": _("The document has comments in it. Whoever opens it can read them."),
}


def told(codes) -> list[str]:
    return [REMARKS[code] for code in codes if code in REMARKS]
