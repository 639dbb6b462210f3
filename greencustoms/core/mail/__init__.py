"""How e-mail leaves the site: stored first, sent in the background, tried again. See `docs/mail.md`."""

from .letters import send_letter
from .outbox import send_by_recipe
from .recipes import recipe

__all__ = ["recipe", "send_by_recipe", "send_letter"]
