"""The states of a report, and the only moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("with the secretariat")
    RETURNED = "returned", _("sent back with remarks")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("taken off the site")


class Action(models.TextChoices):
    BEGIN = "begin", _("begun")
    SUBMIT = "submit", _("submitted")
    TAKE_BACK = "take-back", _("taken back by the partner")
    RETURN = "return", _("sent back with remarks")
    APPROVE = "approve", _("approved and published")
    UNPUBLISH = "unpublish", _("taken off the site")
    REVISE = "revise", _("new version begun")
    DISCARD = "discard", _("new version dropped")


MOVES = {
    (None, Action.BEGIN): State.DRAFT,
    (State.DRAFT, Action.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Action.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Action.TAKE_BACK): State.DRAFT,
    (State.SUBMITTED, Action.RETURN): State.RETURNED,
    (State.SUBMITTED, Action.APPROVE): State.PUBLISHED,
    # A new version of a published report: the live text stays until it is approved.
    (State.PUBLISHED, Action.REVISE): State.DRAFT,
    (State.WITHDRAWN, Action.REVISE): State.DRAFT,
    (State.DRAFT, Action.DISCARD): State.PUBLISHED,
    # The secretariat mends a report that was public; that waits for approval as well.
    (State.PUBLISHED, Action.SUBMIT): State.SUBMITTED,
    (State.WITHDRAWN, Action.SUBMIT): State.SUBMITTED,
    (State.PUBLISHED, Action.UNPUBLISH): State.WITHDRAWN,
}
"""From a state, by an action, to a state. Whatever is not here is refused with 409.

When the live version is taken off the site while a newer one is written or waits, the state of the newer one stays.
"""
