"""The blocks of the Guide: each is numbered, so that a reader can cite it and link to it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from greencustoms.core.blocks import SameInAllLanguagesBlock, StoryBlock, TextBlock
from greencustoms.core.blocks.text import TEXT_FEATURES

GUIDE_TEXT_FEATURES = [*TEXT_FEATURES, "glossary"]

GUIDE_GROUP = _("Numbered paragraphs")

SOURCE_HELP = _("The key of a source listed at the end of this form. It is shown as a small link.")


class ParagraphBlock(blocks.StructBlock):
    """A numbered paragraph."""

    text = blocks.RichTextBlock(label=_("Text"), features=GUIDE_TEXT_FEATURES)
    source = SameInAllLanguagesBlock(label=_("Source"), required=False, max_length=60, help_text=SOURCE_HELP)

    class Meta:
        icon = "pilcrow"
        label = _("Numbered paragraph")
        template = "blocks/paragraph.html"
        preview_value = {"text": "<p>Ask for the licence before release.</p>", "source": ""}
        description = _("A paragraph with a number of its own.")


class DefinitionBlock(blocks.StructBlock):
    """What a word means in a treaty."""

    term = blocks.CharBlock(label=_("Term"), max_length=250)
    text = blocks.RichTextBlock(label=_("Meaning"), features=GUIDE_TEXT_FEATURES)
    source = SameInAllLanguagesBlock(label=_("Source"), required=False, max_length=60, help_text=SOURCE_HELP)

    class Meta:
        icon = "openquote"
        label = _("Definition")
        template = "blocks/definition.html"
        preview_value = {"term": "Specimen", "text": "<p>A living or dead animal or plant.</p>", "source": ""}
        description = _("What a word means in this treaty.")


class ProvisionBlock(blocks.StructBlock):
    """One rule of a treaty about trade."""

    title = blocks.CharBlock(label=_("Rule, in a few words"), max_length=250)
    text = blocks.RichTextBlock(label=_("What it says"), features=GUIDE_TEXT_FEATURES)
    source = SameInAllLanguagesBlock(label=_("Source"), required=False, max_length=60, help_text=SOURCE_HELP)

    class Meta:
        icon = "form"
        label = _("Provision")
        template = "blocks/provision.html"
        preview_value = {"title": "Prior informed consent", "text": "<p>Consent comes first.</p>", "source": ""}
        description = _("One rule of the treaty about trade.")


class ChecklistBlock(blocks.StructBlock):
    """Things to tick off. Ticks stay on the reader's screen; on paper they are empty boxes."""

    title = blocks.CharBlock(label=_("Title"), max_length=250, help_text=_("For example: Papers, Goods, Decision."))
    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", blocks.TextBlock(label=_("What must be true"), rows=2)),
                (
                    "source",
                    SameInAllLanguagesBlock(label=_("Source"), required=False, max_length=60, help_text=SOURCE_HELP),
                ),
            ],
            label=_("Check"),
        ),
        label=_("Checks"),
        min_num=1,
    )

    class Meta:
        icon = "tasks"
        label = _("Check list")
        template = "blocks/checklist.html"
        preview_value = {"title": "Papers", "items": [{"text": "The licence is valid today.", "source": ""}]}
        description = _("Statements to tick off one by one. Each gets its own number.")


class MaterialBlock(blocks.StructBlock):
    """An official paper or mark: what it is, what a good one looks like, when to look twice."""

    title = blocks.CharBlock(label=_("Paper or mark"), max_length=250)
    text = blocks.RichTextBlock(label=_("What it is"), features=GUIDE_TEXT_FEATURES)
    good_signs = blocks.ListBlock(
        blocks.CharBlock(label=_("Good sign"), max_length=300), label=_("Good signs"), default=[]
    )
    look_twice = blocks.ListBlock(
        blocks.CharBlock(label=_("Look twice"), max_length=300), label=_("Look twice"), default=[]
    )
    source = SameInAllLanguagesBlock(label=_("Source"), required=False, max_length=60, help_text=SOURCE_HELP)

    class Meta:
        icon = "clipboard-list"
        label = _("Official paper or mark")
        template = "blocks/material.html"
        preview_value = {
            "title": "Import licence",
            "text": "<p>Issued by the national authority.</p>",
            "good_signs": ["Trader is on the list"],
            "look_twice": ["A copy only"],
            "source": "",
        }
        description = _("A paper or mark to know, with good signs and signs of doubt.")


class GuideBlock(StoryBlock):
    """The body of a topic: the numbered blocks of the Guide first, then all blocks of a story."""

    text = TextBlock(features=GUIDE_TEXT_FEATURES)
    paragraph = ParagraphBlock(group=GUIDE_GROUP)
    definition = DefinitionBlock(group=GUIDE_GROUP)
    provision = ProvisionBlock(group=GUIDE_GROUP)
    checklist = ChecklistBlock(group=GUIDE_GROUP)
    material = MaterialBlock(group=GUIDE_GROUP)


class KeyedSourceBlock(blocks.StructBlock):
    """A source with a short key that the blocks above name."""

    key = blocks.RegexBlock(
        label=_("Key"),
        regex=r"^[a-z0-9][a-z0-9-]*$",
        error_messages={"invalid": _("Small letters, digits and hyphens only.")},
        help_text=_("A short name, for example: treaty-text."),
    )
    title = SameInAllLanguagesBlock(label=_("Title"), max_length=300)
    url = blocks.URLBlock(label=_("Address"), required=False, max_length=500)

    class Meta:
        icon = "link-external"
        label = _("Source")
        template = "blocks/source.html"
        preview_value = {"key": "treaty-text", "title": "CITES, text of the Convention", "url": "https://cites.org"}
        description = _("Where facts come from. Paragraphs name it by its key.")


class InstrumentBlock(blocks.StructBlock):
    """An amendment or other instrument that belongs to a treaty."""

    name = blocks.CharBlock(label=_("Name"), max_length=300)
    adopted = SameInAllLanguagesBlock(label=_("Adopted"), required=False, max_length=40)
    in_force = SameInAllLanguagesBlock(label=_("In force"), required=False, max_length=40)
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=500)

    class Meta:
        icon = "doc-full"
        label = _("Related instrument")
        template = "blocks/instrument.html"
        preview_value = {"name": "Ban Amendment", "adopted": "1995", "in_force": "2019", "note": ""}
        description = _("An amendment, or another treaty that belongs to this one.")


class QuestionBlock(blocks.StructBlock):
    """One question of a knowledge check."""

    question = blocks.CharBlock(label=_("Question"), max_length=600)
    answers = blocks.ListBlock(
        blocks.CharBlock(label=_("Answer"), max_length=500), label=_("Answers"), min_num=2, max_num=6
    )
    correct = blocks.IntegerBlock(label=_("Number of the right answer"), min_value=1, max_value=6)
    explanation = blocks.TextBlock(label=_("Why it is right"), rows=2)

    class Meta:
        icon = "help"
        label = _("Question")
        template = "blocks/question.html"
        preview_value = {
            "question": "May a copy of a permit be accepted?",
            "answers": ["Yes", "No"],
            "correct": 2,
            "explanation": "Only the original counts.",
        }
        description = _("A question with one right answer, and why it is right.")
