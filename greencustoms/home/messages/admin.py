"""Messages in the admin: read, handle, export, delete; a practice that is accepted becomes a draft."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages as admin_messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import DateColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from ..models import Message
from .accepting import make_draft


class MessageAdminForm(WagtailAdminModelForm):
    """Only a practice can be accepted as one."""

    def clean_state(self):
        state = self.cleaned_data["state"]
        if state == Message.State.ACCEPTED and self.instance.kind != Message.Kind.PRACTICE:
            self.add_error("state", _("Only a good practice can be made into a page."))
        return state


class SentFromOutside(ModelPermissionPolicy):
    """Nobody adds a message in the admin."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)


class MessageEditView(EditView):
    def save_instance(self):
        message = super().save_instance()
        if message.state == Message.State.ACCEPTED and not message.page_id:
            page = make_draft(message, self.request.user)
            if page is None:
                admin_messages.error(
                    self.request, _("There is no page on greening customs operations to put it under.")
                )
            else:
                button = admin_messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit the draft"))
                admin_messages.success(self.request, _("A draft was made from it."), buttons=[button])
        return message


def told(*names):
    """What the sender wrote: shown, not edited."""
    return [FieldPanel(name, read_only=True) for name in names]


class MessageViewSet(SnippetViewSet):
    model = Message
    icon = "mail"
    menu_label = gettext_lazy("Messages")
    menu_name = "messages"
    menu_order = 270
    add_to_admin_menu = True
    edit_view_class = MessageEditView
    list_display = ["subject", "name", "kind", "state", "doubt", DateColumn("created_at", label=gettext_lazy("Sent"))]
    list_filter = ["kind", "state", "doubt"]
    search_fields = ["subject", "name", "email", "organisation", "text"]
    list_export = [
        "created_at", "kind", "state", "doubt", "name", "email", "organisation", "subject", "practice_kind",
        "may_be_named", "text", "language", "note",
    ]  # fmt: skip
    export_filename = "messages"
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel(["state", "note"], heading=gettext_lazy("What becomes of it")),
            MultiFieldPanel(
                [*told("kind", "subject", "text"), FieldRowPanel(told("practice_kind", "may_be_named"))],
                heading=gettext_lazy("What was sent"),
            ),
            MultiFieldPanel(
                [
                    *told("name", "email", "organisation"),
                    FieldRowPanel(told("language", "created_at")),
                    *told("doubt", "page"),
                ],
                heading=gettext_lazy("By whom"),
            ),
        ],
        base_form_class=MessageAdminForm,
    )
