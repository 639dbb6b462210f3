"""The catalogues of the interface and of the content say everything in five languages, and keep what must stay.

One test a language and folder, so that a message names the language; it lists every entry that is wrong.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import polib
import pytest
from django.conf import settings

LANGUAGES = ["ar", "es", "fr", "ru", "zh-hans"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?[A-Za-z][^>]*>")
INTERFACE, CONTENT = "interface", "content"
SOURCES = ["greencustoms", "partners", "workshops", "guide", "portal", "templates"]


def catalogues(kind, language):
    if kind == INTERFACE:
        folder = settings.BASE_DIR / "locale" / language.replace("-hans", "_Hans") / "LC_MESSAGES"
    else:
        folder = settings.BASE_DIR / "content" / "translations" / language
    return sorted(folder.glob("*.po"))


@cache
def entries_of(path):
    return [entry for entry in polib.pofile(str(path), encoding="utf-8") if not entry.obsolete]


def wrong_in(path):
    """What is wrong with the entries of one file."""
    for entry in entries_of(path):
        said = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        problem = problem_of(entry, said)
        if problem:
            yield f"{path.name}: {problem}: {entry.msgid[:60]}"


def problem_of(entry, said):
    if "fuzzy" in entry.flags:
        return "fuzzy"
    if not said or not all(said):
        return "missing"
    sources = [entry.msgid_plural, entry.msgid] if entry.msgid_plural else [entry.msgid]
    if any(tags_of(text) != tags_of(sources[0]) for text in said):
        return "other tags"
    if {"python-format", "python-brace-format"} & set(entry.flags):
        known = {name for source in sources for name in PLACEHOLDER.findall(source)}
        kept = [set(PLACEHOLDER.findall(text)) for text in said]
        # "One workshop" needs no figure; the form for many does, and none may ask for what is not given.
        if kept[-1] != set(PLACEHOLDER.findall(sources[0])) or not set().union(*kept) <= known:
            return "other placeholders"
    return ""


def tags_of(text):
    return Counter(TAG.findall(text))


@pytest.mark.parametrize("kind", [INTERFACE, CONTENT])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_its_tags_and_placeholders(kind, language):
    paths = catalogues(kind, language)

    assert paths
    assert [problem for path in paths for problem in wrong_in(path)] == []


def test_all_languages_have_the_same_texts():
    for kind in (INTERFACE, CONTENT):
        texts = {
            language: {
                (path.name, entry.msgctxt, entry.msgid)
                for path in catalogues(kind, language)
                for entry in entries_of(path)
            }
            for language in LANGUAGES
        }
        for language in LANGUAGES:
            assert texts[language] ^ texts[LANGUAGES[0]] == set(), language


@pytest.mark.parametrize(
    ("msgid", "msgstr", "problem"),
    [
        ("Page", "", "missing"),
        ("<b>Hold</b> it", "Gardez", "other tags"),
        ("%(count)s pages", "%(number)s pages", "other placeholders"),
        ("%(count)s <b>pages</b>", "<b>Pages</b> : %(count)s", ""),
    ],
)
def test_the_check_sees_what_is_wrong(msgid, msgstr, problem):
    assert problem_of(polib.POEntry(msgid=msgid, msgstr=msgstr, flags=["python-format"]), [msgstr]) == problem


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="needs the programs of GNU gettext")
def test_the_catalogues_are_in_step_with_the_code(tmp_path):
    for name in SOURCES:
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name, ignore=shutil.ignore_patterns("migrations", "*.pyc"))
    (tmp_path / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "fr", "--no-location", "-v", "0"]
    subprocess.run(command, cwd=tmp_path, check=True, env={"PATH": str(Path(shutil.which("xgettext")).parent)})
    made, kept = (
        {(entry.msgctxt, entry.msgid) for entry in entries_of(path)}
        for path in (tmp_path / "locale" / "fr" / "LC_MESSAGES" / "django.po", catalogues(INTERFACE, "fr")[0])
    )

    assert made - kept == set(), "not collected"
    assert kept - made == set(), "no longer in the code"
