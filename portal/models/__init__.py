"""The people of partner organisations, and what they bring to the site."""

from .announcements import Announcement
from .attachments import ReportAttachment
from .draft import DraftPresence, DraftText, ReportDraft
from .events import Reminder, ReportEvent, replayed_state
from .experts import ExpertRequest
from .members import Invitation, Membership
from .states import MOVES, Action, State
from .task import ReportModerationTask

__all__ = [
    "MOVES",
    "Action",
    "Announcement",
    "DraftPresence",
    "DraftText",
    "ExpertRequest",
    "Invitation",
    "Membership",
    "Reminder",
    "ReportAttachment",
    "ReportDraft",
    "ReportEvent",
    "ReportModerationTask",
    "State",
    "replayed_state",
]
