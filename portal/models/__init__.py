"""The people of partner organisations, and what they bring to the site."""

from .members import Invitation, Membership

__all__ = ["Invitation", "Membership"]
