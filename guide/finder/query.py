"""What was typed: cleaned, its codes recognised, its other words ready for comparing."""

import re
import unicodedata
from dataclasses import dataclass, field

from greencustoms.core.stemming import stem

from ..identifiers import Kind, digits_of, event_key, is_cas, plain_code, refrigerant_key, write_cas, write_hs
from . import patterns
from .text import compact, without_signs, words_of

LONGEST = 200
OH_FOR_ZERO = re.compile(r"(?<=\d)O(?=\d)")


@dataclass(frozen=True)
class Code:
    """A code that the query may hold. `is_sure` where nothing else is written so, or its kind was named."""

    kind: str
    key: str
    written: str
    is_sure: bool = True
    is_wrong: bool = False


@dataclass
class Query:
    """`text` is what was typed, cleaned; `words` and `stems` what is left of it once its sure codes are taken out."""

    text: str
    was_cut: bool = False
    codes: list[Code] = field(default_factory=list)
    rest: str = ""

    def __post_init__(self):
        self.compact = compact(self.text)
        self.words = words_of(self.rest)
        self.stems = [stem(word) for word in self.words]
        self.figures = figures_of(self.words)


def figures_of(words) -> tuple[str, ...]:
    """The figures among words, in order: those of a chemical name say where its atoms are."""
    return tuple(sorted(word for word in words if word.isdigit()))


def clean(text: str) -> tuple[str, bool]:
    """Return what was typed without signs that nobody sees, in at most 200 signs, and whether more was cut off."""
    head = without_signs(text[: LONGEST * 4])
    head = " ".join(head.split())
    return head[:LONGEST].strip(), len(text) > LONGEST * 4 or len(head) > LONGEST


def read_query(text: str) -> Query:
    text, was_cut = clean(text)
    plain = unicodedata.normalize("NFKC", text)[:LONGEST].strip()
    code_text = OH_FOR_ZERO.sub("0", plain_code(plain))
    codes, left = sure_codes(code_text)
    codes += [code for code in possible_codes(code_text, codes) if code not in codes]
    rest = "".join(sign if mark != "\0" else " " for sign, mark in zip(plain, left, strict=False))
    return Query(text, was_cut, codes, rest)


def sure_codes(text):
    """Return the codes that stand in the text beyond doubt, and the text with NUL signs in their place."""
    codes = []
    for pattern, read in SURE:
        for match in pattern.finditer(text):
            code = read(match)
            if code:
                codes.append(code)
                start, end = match.span()
                text = f"{text[:start]}{chr(0) * (end - start)}{text[end:]}"
    return codes, text


def read_cas(match):
    return cas_code(match["a"] + match["b"] + match["c"])


def read_named_cas(match):
    digits = digits_of(match["digits"])
    return cas_code(digits) if 5 <= len(digits) <= 10 else None


def cas_code(digits):
    return Code(Kind.CAS, digits, write_cas(digits), is_wrong=not is_cas(digits))


def read_un(match):
    digits = digits_of(match["digits"])
    return Code(Kind.UN, digits, digits)


def read_hs(match):
    return hs_code(digits_of(match["digits"]))


def hs_code(digits, is_sure=True):
    if not 2 <= len(digits) <= 12 or not "01" <= digits[:2] <= "98":
        return None
    return Code(Kind.HS, digits, write_hs(digits), is_sure)


def read_refrigerant(match):
    key = refrigerant_key(re.sub(r"\s*-\s*10", "-10", match["code"]))
    return Code(Kind.ASHRAE, key, write_refrigerant(key)) if key else None


def write_refrigerant(key):
    """A blend has a capital letter (R-410A), an isomer a small one (R-134a)."""
    if key.startswith("4310"):
        return f"R-43-10{key[4:]}"
    is_blend = key[:1] in "45" and len(key) <= 4
    return f"R-{key.upper()}" if is_blend or "b" in key[:-1] else f"R-{key}"


def read_halon(match):
    return Code(Kind.OTHER, f"halon{match['code']}", match["code"])


def read_basel(match):
    key = re.sub(r"[ -]", "", match["code"])
    return Code(Kind.BASEL_CODE, key, key)


def read_schedule(match):
    parts = [part for part in (match["list"], match["part"], match["number"]) if part]
    return Code(Kind.ANNEX_CODE, "".join(parts), ".".join(parts))


def read_event(match):
    return Code(Kind.EVENT_CODE, event_key(match["code"]), match["code"], is_sure=False)


SURE = (
    (patterns.CAS_NAMED, read_named_cas),
    (patterns.CAS, read_cas),
    (patterns.UN_NAMED, read_un),
    (patterns.PLATE, read_un),
    (patterns.HALON, read_halon),
    (patterns.REFRIGERANT, read_refrigerant),
    (patterns.SCHEDULE, read_schedule),
    (patterns.HS_NAMED, read_hs),
    (patterns.HS_DOTTED, read_hs),
    (patterns.BASEL, read_basel),
)


def possible_codes(text, sure):
    """Return what the text may hold besides: it may be nothing but a code without a word that names its kind."""
    codes = [read_event(match) for match in patterns.EVENT.finditer(text)]
    if not sure:
        if patterns.NUMERIC.fullmatch(text):
            codes += numeric_codes(text)
        key = refrigerant_key(text) if patterns.REFRIGERANT_ALONE.fullmatch(text) else ""
        if key and (len(key) < 4 or not key.isdigit()):
            codes.append(Code(Kind.ASHRAE, key, write_refrigerant(key), is_sure=False))
        if match := patterns.SCHEDULE_ALONE.fullmatch(text):
            codes.append(read_schedule(match))
    return [code for code in codes if code]


def numeric_codes(text):
    """Return all that bare figures may be. A spreadsheet drops the zero of HS chapters 1 to 9."""
    digits = digits_of(text)
    if re.fullmatch(r"\d\d\.\d\d", text):
        return [hs_code(digits)]
    codes = [hs_code(digits, is_sure=False)]
    if is_cas(digits.lstrip("0")):
        codes.append(Code(Kind.CAS, digits.lstrip("0"), write_cas(digits.lstrip("0")), is_sure=False))
    if len(digits) == 4:
        codes.append(Code(Kind.UN, digits, digits, is_sure=False))
        codes.append(Code(Kind.OTHER, f"halon{digits}", digits, is_sure=False))
    if len(digits) in (3, 5, 7, 9):
        codes.append(hs_code(f"0{digits}", is_sure=False))
    return codes
