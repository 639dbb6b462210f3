"""What the admin shows for this app."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .messages.admin import MessageViewSet, SentFromOutside
from .models import Message

register_permission_policy(Message, SentFromOutside(Message), exact_class=True)
register_snippet(MessageViewSet)
