"""What a column may hold: how a cell of it is read, told in a preview, and explained in a template.

Reading is forgiving where there is only one way to understand a cell, and says what to write where there are two.
What is read is the plainest form of the value, so that two ways of writing it compare as equal.
"""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..folding import fold
from ..outgoing_text import one_line, without_controls
from .lists import join_items, split_items
from .problems import CellError
from .table import ERROR, FORMULA, Cell

LONGEST_SHOWN = 60


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def too_long(text, longest):
    return _("This text has %(length)s characters; at most %(longest)s are possible.") % {
        "length": len(text),
        "longest": longest,
    }


class Kind:
    """Reads cells of one kind. `written` says in a template how such a cell is written."""

    written = gettext_lazy("text")
    blank = ""

    def read(self, cell: Cell):
        """Return the value in that cell, or `blank`. Raises CellError with what to write instead."""
        if isinstance(cell, dict):
            if FORMULA in cell:
                raise CellError(
                    _("This is a formula (%(formula)s), not a value. Copy the cell and paste it as a value.")
                    % {"formula": shortened(cell[FORMULA])}
                )
            if ERROR in cell:
                raise CellError(_("This cell holds an error (%(error)s).") % {"error": cell[ERROR]})
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return self.blank
        return self.value_of(cell)

    def value_of(self, cell):
        raise NotImplementedError

    def text_of(self, cell) -> str:
        """What stands in the cell as one line of text; a number as it is written without decimals it does not have."""
        if isinstance(cell, dict):
            return next(iter(cell.values()))
        if isinstance(cell, bool):
            return str(cell).upper()
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
        return one_line(str(cell))

    def show(self, value) -> str:
        return "" if value is None else str(value)

    def allowed(self) -> list[tuple[str, str]]:
        """The values there are, each with its meaning; empty where anything may be written."""
        return []


class Text(Kind):
    """Text of one line or, with `lines`, of several."""

    def __init__(self, longest: int | None = None, lines: bool = False):
        self.longest = longest
        self.lines = lines

    def value_of(self, cell):
        if self.lines and isinstance(cell, str):
            text = "\n".join(line.rstrip() for line in without_controls(cell).strip().splitlines())
        else:
            text = self.text_of(cell)
        if "\ufffd" in text:
            raise CellError(_("Letters were lost in this text: it has the sign � in it."))
        if self.longest and len(text) > self.longest:
            raise CellError(too_long(text, self.longest))
        return text


class Slug(Kind):
    """Letters, digits and hyphens; letters of every script where `any_script` says so."""

    written = gettext_lazy("letters, digits and hyphens")

    def __init__(self, longest: int = 80, any_script: bool = False):
        self.longest = longest
        self.pattern = re.compile(r"[-\w]+", 0 if any_script else re.ASCII)

    def value_of(self, cell):
        text = self.text_of(cell)
        if not self.pattern.fullmatch(text):
            raise CellError(
                _("“%(text)s” is not possible here: use letters, digits and hyphens, as in “%(example)s”.")
                % {"text": shortened(text), "example": slugify(anyascii(text))[:40].strip("-") or "2012-minsk"}
            )
        if len(text) > self.longest:
            raise CellError(too_long(text, self.longest))
        return text


class WholeNumber(Kind):
    """A number without decimals, not below zero."""

    written = gettext_lazy("a whole number in digits only, such as 1200")
    blank = None

    def __init__(self, most: int = 1_000_000):
        self.most = most

    def value_of(self, cell):
        text = self.text_of(cell)
        if not re.fullmatch(r"[0-9]{1,12}", text) or not text.isascii():
            raise CellError(
                _("“%(text)s” is not a whole number. Write digits only, such as 1200.") % {"text": shortened(text)}
            )
        if int(text) > self.most:
            raise CellError(_("%(number)s is too large.") % {"number": text})
        return int(text)


class Choice(Kind):
    """One of the values of a fixed list; what the site calls it is understood too."""

    def __init__(self, choices: Iterable[tuple[str, str]] | Callable):
        self.choices = choices

    @property
    def written(self):
        return _("one of the allowed values")

    def allowed(self):
        choices = self.choices() if callable(self.choices) else self.choices
        return [(str(value), str(label)) for value, label in choices]

    def value_of(self, cell):
        text = self.text_of(cell)
        found = self.index.get(fold(text))
        if found is None:
            raise CellError(self.unknown(text))
        return found

    def show(self, value):
        return self.labels.get(value, value)

    @cached_property
    def labels(self):
        return dict(self.allowed())

    @cached_property
    def index(self):
        """Each value under all that means it. One object reads the cells of one run, in one language."""
        by_label = {fold(label): value for value, label in self.allowed()}
        return by_label | {fold(value): value for value, _label in self.allowed()}

    def unknown(self, text):
        return _("“%(text)s” is not possible here, only: %(choices)s.") % {
            "text": shortened(text),
            "choices": ", ".join(value for value, _label in self.allowed()),
        }

    def did_you_mean(self, text):
        """A sentence with the value that is written most alike, or nothing."""
        alike = get_close_matches(fold(text), self.index, 1, 0.75)
        return " " + _("Did you mean %(value)s?") % {"value": self.index[alike[0]]} if alike else ""


class LookedUp(Choice):
    """One of many values: `words` yields each with its name and with all else that means it."""

    def __init__(self, words: Callable[[], Iterable[tuple[str, str, Iterable[str]]]], unknown: str):
        super().__init__(lambda: [(value, label) for value, label, _others in words()])
        self.words = words
        self.message = unknown

    @cached_property
    def index(self):
        entries = list(self.words())
        found = {fold(word): value for value, label, others in entries for word in (*others, label)}
        return found | {fold(value): value for value, _label, _others in entries}

    def unknown(self, text):
        return str(self.message) % {"text": shortened(text)} + self.did_you_mean(text)


class Address(Kind):
    """The address of a page in the web."""

    written = gettext_lazy("an address that begins with https://")
    check = URLValidator(schemes=["http", "https"])

    def value_of(self, cell):
        text = self.text_of(cell)
        try:
            self.check(text)
        except ValidationError:
            raise CellError(
                _("“%(text)s” is not an address. It begins with https://.") % {"text": shortened(text)}
            ) from None
        return text


class ListOf(Kind):
    """Several values in one cell. Where `is_ordered` is false their order means nothing."""

    blank = ()

    def __init__(self, kind: Kind, is_ordered: bool = True):
        self.kind = kind
        self.is_ordered = is_ordered

    @property
    def written(self):
        return _("several are divided by a semicolon: %(one)s") % {"one": self.kind.written}

    def value_of(self, cell):
        found = []
        for item in split_items(self.text_of(cell)):
            value = self.kind.read(item)
            if value and value not in found:
                found.append(value)
        return tuple(found if self.is_ordered else sorted(found))

    def show(self, value):
        return "; ".join(self.kind.show(item) for item in value)

    def write(self, value) -> str:
        """The cell that reads as these values."""
        return join_items([str(item) for item in value])

    def allowed(self):
        return self.kind.allowed()
