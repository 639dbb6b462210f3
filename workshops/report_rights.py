"""What staff may do with the page of a report. Nobody publishes one past the moderation."""

from wagtail.models import PagePermissionTester


class ReportPagePermissionTester(PagePermissionTester):
    """Staff may edit a report while it waits for approval, or once it was public; they publish by approving.

    That holds for administrators (superusers) too, who pass every other check. They may delete.
    """

    def is_with_the_partner(self):
        """Whether the partner holds the text: sent back with remarks, or taken back before it was ever public."""
        state = self.page.current_workflow_state
        if state:
            return state.status == state.STATUS_NEEDS_CHANGES
        return not self.page.first_published_at

    def can_edit(self):
        if self.user.is_superuser:
            return super().can_edit()
        return not self.is_with_the_partner() and super().can_edit()

    def can_publish(self):
        return False

    def can_delete(self, ignore_bulk=False):
        return self.user.is_active and self.user.is_superuser

    def can_copy(self):
        return False

    def can_copy_to(self, destination, recursive=False):
        return False

    def can_move(self):
        return False
