"""What whoever opens the editor of a translation is told first: that nobody has reviewed it, or that it is out of step."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import TranslatableMixin
from wagtail_localize.models import Translation

from .origins import original_locale
from .rights import Rights
from .rows import row_of
from .states import State, cells_of

SENTENCES = {
    State.CHANGED: gettext_lazy("The English text has changed since this translation was made."),
    State.UNREVIEWED: gettext_lazy(
        "This translation was made by a machine, and nobody has reviewed it. Read it whole, then mark it as reviewed."
    ),
}


def tell_state(request, instance):
    """A hook of the editors of pages and records. It answers nothing, so the editor opens as always."""
    is_translation = isinstance(instance, TranslatableMixin) and instance.locale_id != original_locale()
    if request.method != "GET" or not is_translation:
        return
    found = Translation.objects.filter(source__object_id=instance.translation_key, target_locale=instance.locale_id)
    translation = found.select_related("source", "target_locale").filter(enabled=True).first()
    original = instance.get_translation_or_none(original_locale()) if translation else None
    if original is None:
        return
    row = row_of(original)
    cell = cells_of([row], [translation.target_locale])[row.id][0]
    sentences = [str(sentence) for state, sentence in SENTENCES.items() if state in cell.states]
    if sentences:
        buttons = []
        if Rights(request.user).may_see:
            address = reverse("translations:compare", args=[translation.pk])
            buttons.append(messages.button(address, _("Compare and review")))
        messages.warning(request, " ".join(sentences), buttons=buttons)
