"""Taking in PO files: first a plan with every problem named; then all of it or nothing."""

import re
from collections import Counter
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog
from wagtail_localize.strings import StringValue, extract_ids, validate_translation_links

from .po_files import ID, Problem, read_files
from .rights import Rights

TOOL = "PO file"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]\b")
# Tabs and line ends are all that belongs in a text of these.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Change:
    """One text that becomes another."""

    title: str
    text: str
    old: str
    new: str
    string: int
    context: int
    file: str


@dataclass
class Plan:
    """What an upload would do."""

    locale: Locale
    problems: list[Problem] = field(default_factory=list)
    changes: dict[Translation, list[Change]] = field(default_factory=dict)
    unchanged: int = 0
    empty: int = 0
    unsure: int = 0

    @property
    def all_changes(self):
        return [change for changes in self.changes.values() for change in changes]


def plan_import(data: bytes, name: str, locale: Locale, rights: Rights) -> Plan:
    plan = Plan(locale)
    files, plan.problems = read_files(data, name)
    pairs = []
    for file, catalogue in files:
        translation, message = translation_for(catalogue, locale, rights)
        if translation is None:
            plan.problems.append(Problem(file, message))
        elif translation in [known for _file, _catalogue, known in pairs]:
            plan.problems.append(Problem(file, _("Another file is for the same page or record.")))
        else:
            pairs.append((file, catalogue, translation))
    known, words = texts_and_words([translation for _file, _catalogue, translation in pairs], locale)
    for file, catalogue, translation in pairs:
        plan_file(plan, file, catalogue, translation, known.get(translation.source_id, {}), words)
    return plan


def translation_for(catalogue, locale, rights):
    number = catalogue.metadata.get(ID, "")
    try:
        translation = Translation.objects.select_related("source", "target_locale").get(uuid=number, enabled=True)
    except (Translation.DoesNotExist, ValidationError):
        return None, _("Its head does not say what it translates (%(name)s). Take a file that was exported here.") % {
            "name": ID
        }
    language = catalogue.metadata.get("Language", "").strip().lower().replace("_", "-")
    if translation.target_locale_id != locale.pk or (language and language != locale.language_code):
        return None, _("It is for another language (%(language)s).") % {
            "language": language or translation.target_locale.language_code
        }
    try:
        target = translation.get_target_instance()
    except translation.source.specific_content_type.model_class().DoesNotExist:
        return None, _("What it translates has been deleted.")
    if not rights.may_write(target, locale):
        return None, _("You may not publish this in this language.")
    return translation, ""


def texts_and_words(translations, locale):
    """The texts of these originals by place and text, and what they are in that language, in two queries."""
    sources = {translation.source_id: translation.source.object_id for translation in translations}
    known = {}
    rows = StringSegment.objects.filter(source__in=list(sources)) if len(sources) < 500 else StringSegment.objects.all()
    for source, path, text, string, context in rows.values_list(
        "source", "context__path", "string__data", "string", "context"
    ):
        known.setdefault(source, {})[path, text] = (string, context)
    words = {
        (string, context): (data, has_error)
        for string, context, data, has_error in StringTranslation.objects.filter(locale=locale).values_list(
            "translation_of", "context", "data", "has_error"
        )
    }
    return known, words


def plan_file(plan, file, catalogue, translation, known, words):
    twice = Counter((entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete)
    for entry in catalogue:
        place = (entry.msgctxt, entry.msgid)
        if entry.obsolete:
            continue
        if twice[place] > 1:
            plan.problems.append(Problem(file, _("This text stands in the file more than once."), entry.msgid))
        elif place not in known:
            plan.problems.append(Problem(file, message_for_unknown(entry, known), entry.msgid))
        elif not entry.msgstr.strip():
            plan.empty += 1
        elif words.get(known[place], ("", False))[0] == entry.msgstr:
            plan.unchanged += 1
        elif "fuzzy" in entry.flags:
            plan.unsure += 1
        elif message := what_is_wrong(entry.msgid, entry.msgstr):
            plan.problems.append(Problem(file, message, entry.msgid))
        else:
            string, context = known[place]
            change = Change(
                translation.source.object_repr,
                entry.msgid,
                words.get(known[place], ("", False))[0],
                entry.msgstr,
                string,
                context,
                file,
            )
            plan.changes.setdefault(translation, []).append(change)


def message_for_unknown(entry, known):
    if any(text == entry.msgid for _path, text in known):
        return _("This text does not stand at this place (%(place)s).") % {"place": entry.msgctxt or "–"}
    return _("The original has no such text; it may have changed since the export. Export it again.")


def what_is_wrong(original: str, translated: str) -> str:
    """Why a translation cannot be used; empty if it can."""
    if CONTROL.search(translated):
        return _("There are control characters in the translation.")
    try:
        StringValue.from_translated_html(translated)
        validate_translation_links(original, translated)
    except ValueError as error:
        return _("Its tags are broken: %(error)s") % {"error": error.args[0] if error.args else ""}
    if tags_of(translated) != tags_of(original):
        return _("Its tags are not those of the original.")
    lost = extract_ids(original) - extract_ids(translated)
    if lost:
        return _("A link of the original is missing: %(links)s.") % {"links": ", ".join(sorted(lost))}
    if Counter(PLACEHOLDER.findall(original)) != Counter(PLACEHOLDER.findall(translated)):
        return _("Its placeholders are not those of the original: %(names)s.") % {
            "names": ", ".join(PLACEHOLDER.findall(original)) or "–"
        }
    return ""


def tags_of(text):
    """Opened and closed tags: a parser would mend what is left open, and readers would see other text in bold."""
    opened = Counter(tag.name for tag in BeautifulSoup(text, "html.parser").find_all(True))
    return opened, Counter(re.findall(r"</(\w+)\s*>", text))


class RefusedImportError(Exception):
    """An import that was taken back whole. `problems` say why."""

    def __init__(self, problems):
        super().__init__()
        self.problems = problems


@transaction.atomic
def run_import(plan: Plan, user, publish: bool) -> int:
    """Store the new words and save each translation they belong to. Raises RefusedImportError: then nothing changed."""
    if plan.problems:
        raise RefusedImportError(plan.problems)
    problems = []
    for translation, changes in plan.changes.items():
        for change in changes:
            StringTranslation.objects.update_or_create(
                translation_of_id=change.string,
                context_id=change.context,
                locale=plan.locale,
                defaults={
                    "data": change.new,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "tool_name": TOOL,
                    "last_translated_by": user,
                    "has_error": False,
                    "field_error": "",
                },
            )
        try:
            save_target(translation, user, publish)
        except ValidationError as error:
            problems.append(Problem(changes[0].file, " ".join(error.messages)))
    if problems:
        raise RefusedImportError(problems)
    return len(plan.all_changes)


def save_target(translation, user, publish):
    """Save the page or record. What knows no drafts keeps its new words for whoever publishes it.

    The package would store a draft of something live in its own row, where readers see it: that becomes a revision.
    """
    model = translation.source.specific_content_type.model_class()
    if publish:
        translation.save_target(user=user, publish=True)
    elif issubclass(model, DraftStateMixin):
        if not translation.get_target_instance().live:
            translation.save_target(user=user, publish=False)
            return
        draft = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
        revision = draft.save_revision(user=user)
        TranslationLog.objects.create(source=translation.source, locale=translation.target_locale, revision=revision)
