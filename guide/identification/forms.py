"""The form of a question in the admin. A draft may be unfinished; what is published must lead somewhere."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .graph import find_loop

GOALS = ("next_question", "category", "items", "is_not_listed")


class QuestionForm(WagtailAdminModelForm):
    """Refuses to publish dead ends and loops, and says which answer is meant."""

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            self.refuse_twins()
            self.refuse_dead_ends(cleaned)
            self.refuse_loops(cleaned)
        return cleaned

    @property
    def answer_forms(self):
        """The forms of the answers that are to stay and have no mistake of their own."""
        formset = self.formsets.get("answers")
        valid = [form for form in formset.forms if form.is_valid()] if formset else []
        return [form for form in valid if not form.cleaned_data.get("DELETE")]

    def refuse_twins(self):
        seen = set()
        for form in self.answer_forms:
            key = slugify(form.cleaned_data.get("text") or "")[:40]
            if key in seen:
                form.add_error("text", ValidationError(_("Two answers begin with the same words.")))
            seen.add(key)

    def refuse_dead_ends(self, cleaned):
        for form in self.answer_forms:
            given = [goal for goal in GOALS if form.cleaned_data.get(goal)]
            if not given:
                form.add_error(
                    "next_question",
                    ValidationError(_("This answer leads nowhere. Choose a question, a category or items.")),
                )
            elif len(given) > 1:
                form.add_error(given[1], ValidationError(_("An answer leads to one thing only. Clear the others.")))
            self.refuse_draft(form, "next_question", form.cleaned_data.get("next_question"))
        self.refuse_draft(self, "if_unsure", cleaned.get("if_unsure"))

    def refuse_draft(self, form, name, question):
        if question and not question.live and question.pk != self.instance.pk:
            message = _("“%(question)s” is not published: a reader would get stuck here. Publish it first.")
            form.add_error(name, ValidationError(message % {"question": question.text}))

    def refuse_loops(self, cleaned):
        """Look for a way from this question back to itself, with its goals as they are in the form."""
        model = type(self.instance)
        chosen = [(form, "next_question", form.cleaned_data.get("next_question")) for form in self.answer_forms]
        chosen.append((self, "if_unsure", cleaned.get("if_unsure")))
        goals = stored_goals(model)
        for form, name, question in chosen:
            if question is None:
                continue
            way = [question.pk] if question.pk == self.instance.pk else None
            if way is None and self.instance.pk:
                own = {**goals, self.instance.pk: {question.pk}}
                way = find_loop(self.instance.pk, own)
            if way:
                words = dict(model.objects.filter(pk__in=way).values_list("pk", "text"))
                names = " → ".join(words.get(pk, self.instance.text) for pk in [*way, way[0]])
                form.add_error(name, ValidationError(_("This goes round in a circle: %(way)s") % {"way": names}))


def stored_goals(model) -> dict[int, set[int]]:
    """The questions that each question leads to, by their ids, in two queries."""
    goals = {}
    answers = model._meta.get_field("answers").related_model
    pairs = [
        *answers.objects.filter(next_question__isnull=False).values_list("question_id", "next_question_id"),
        *model.objects.filter(if_unsure__isnull=False).values_list("pk", "if_unsure_id"),
    ]
    for start, goal in pairs:
        goals.setdefault(start, set()).add(goal)
    return goals
