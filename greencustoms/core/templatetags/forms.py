"""Form fields and messages about them, alike everywhere. The tags are built in: templates need not load them."""

from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect

register = template.Library()


@register.inclusion_tag("components/form_field.html")
def form_field(field, rows=None):
    """One field with its label, hint and errors. `rows` is the height of a text area."""
    attributes = {}
    widget = field.field.widget
    if not isinstance(widget, (CheckboxInput, CheckboxSelectMultiple, RadioSelect)):
        attributes["class"] = "in"
    if rows:
        attributes["rows"] = rows
    return {
        "field": field,
        "control": field.as_widget(attrs=attributes),
        "is_tick": isinstance(widget, CheckboxInput),
        "is_choice": isinstance(widget, (CheckboxSelectMultiple, RadioSelect)),
        "is_optional": not field.field.required and not isinstance(widget, CheckboxInput),
    }


@register.inclusion_tag("components/form_errors.html")
def form_errors(form):
    """What is wrong with a form that was sent, each point linked to its field; nothing if all is well."""
    fields = [field for field in form.visible_fields() if field.errors]
    hidden = [error for field in form.hidden_fields() for error in field.errors]
    return {"fields": fields, "others": [*form.non_field_errors(), *hidden]}
