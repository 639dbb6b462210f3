"""Links from texts to the glossary, chosen by editors.

A link is stored as `<a linktype="glossary" id="12" anchor="mercury">`. The id tells the admin which texts use a term; the
anchor makes the address without asking the database, so that a page full of such links costs nothing.
"""

from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler

FEATURE = "glossary"
ENTITY = "GLOSSARY"
ADDRESS = "/{language}/guide/glossary/#{anchor}"


class GlossaryLink(LinkHandler):
    """What readers get."""

    identifier = FEATURE

    @staticmethod
    def get_model():
        from .models import GlossaryTerm

        return GlossaryTerm

    @classmethod
    def expand_db_attributes(cls, attrs):
        href = ADDRESS.format(language=get_language(), anchor=attrs.get("anchor", ""))
        return format_html('<a href="{}">', href)

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [cls.expand_db_attributes(attrs) for attrs in attrs_list]

    @classmethod
    def extract_references(cls, attrs):
        if attrs.get("id", "").isdigit():
            yield cls.get_model(), attrs["id"], "", ""


class GlossaryElementHandler(LinkElementHandler):
    """From the stored link to what the editor shows."""

    def get_attribute_data(self, attrs):
        anchor = attrs.get("anchor", "")
        return {"id": attrs.get("id", ""), "anchor": anchor, "url": ADDRESS.format(language="en", anchor=anchor)}


def stored_link(properties):
    """From what the editor holds to the stored link. Nothing but digits and a slug is kept of what a browser sent."""
    digits = "".join(sign for sign in str(properties.get("id") or "") if sign in "0123456789")
    anchor = slugify(str(properties.get("anchor") or ""), allow_unicode=True)
    return DOM.create_element("a", {"linktype": FEATURE, "id": digits, "anchor": anchor}, properties["children"])


def register_glossary_link(features):
    features.register_link_type(GlossaryLink)
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        EntityFeature(
            {
                "type": ENTITY,
                "icon": "openquote",
                "description": _("Glossary term"),
                "chooserUrls": {"glossaryChooser": reverse_lazy("wagtailsnippetchoosers_guide_glossaryterm:choose")},
                "attributes": ["id", "anchor", "url"],
            },
            js=["wagtailadmin/js/chooser-modal.js", "js/admin-glossary-link.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {'a[linktype="glossary"]': GlossaryElementHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: stored_link}},
        },
    )
