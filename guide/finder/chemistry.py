"""Names of halocarbons in one spelling: the parts of such a name stand in any order, and languages end them differently.

IUPAC sorts the parts by the alphabet, old labels do not; German and Russian drop the o. All of these are one gas:
difluorochloromethane, monochlorodifluoromethane, chlordifluormethan, хлордифторметан.
"""

import re
from functools import lru_cache

TIMES = "mono|di|tri|tetra|penta|hexa|hepta|octa"
HALOGENS = ("bromo", "chloro", "fluoro", "iodo")
CYRILLIC = {
    "моно": "mono", "ди": "di", "три": "tri", "тетра": "tetra", "пента": "penta", "гекса": "hexa", "гепта": "hepta",
    "окта": "octa", "хлор": "chloro", "фтор": "fluoro", "бром": "bromo", "йод": "iodo", "иод": "iodo",
    "метан": "methane", "этан": "ethane", "пропан": "propane",
}  # fmt: skip
ENDING = r"(?:e|o|a|о|а|у|ом|е)?"
LATIN_PART = rf"(?:(?:{TIMES})?(?:chl?or|fl[uo]+r|brom|iod)[oe]?)"
CYRILLIC_PART = r"(?:(?:моно|ди|три|тетра|пента|гекса|гепта|окта)?(?:хлор|фтор|бром|[йи]од))"
NAME = re.compile(
    rf"(?<![^\W\d_])(?:(?P<latin>{LATIN_PART}+)(?P<chain>meth|eth|et|met|prop)h?an"
    rf"|(?P<cyrillic>{CYRILLIC_PART}+)(?P<chain_cyrillic>метан|этан|пропан)){ENDING}(?![^\W\d_])"
)
PART = re.compile(rf"({TIMES})?(chl?or|fl[uo]+r|brom|iod)")
CHAINS = {"met": "methane", "et": "ethane", "meth": "methane", "eth": "ethane", "prop": "propane"}
ROOTS = {"c": "chloro", "f": "fluoro", "b": "bromo", "i": "iodo"}
FAMILIES = (
    ("hydrochlorofluorocarbon", "hcfc"),
    ("hydrofluorocarbon", "hfc"),
    ("hydrobromofluorocarbon", "hbfc"),
    ("chlorofluorocarbon", "cfc"),
)


def one_spelling(folded: str) -> str:
    """Return a folded text with each name of a halocarbon in it as IUPAC writes it, and families by their initials.

    >>> one_spelling("difluorochloromethane"), one_spelling("monochlordifluormethan")
    ('chlorodifluoromethane', 'chlorodifluoromethane')
    >>> one_spelling("дихлордифторметана"), one_spelling("1,1,1-trichloroethane"), one_spelling("chlorofluorocarbon 12")
    ('dichlorodifluoromethane', '1,1,1-trichloroethane', 'cfc 12')
    """
    if "fl" in folded:
        folded = folded.replace("flouro", "fluoro")
        for family, initials in FAMILIES:
            folded = folded.replace(family, initials)
    if "an" in folded or "ан" in folded:
        return NAME.sub(lambda match: iupac(match[0]), folded)
    return folded


@lru_cache(maxsize=1024)
def iupac(name):
    match = NAME.fullmatch(name)
    if match["latin"]:
        parts, chain = match["latin"], CHAINS[match["chain"]]
    else:
        parts, chain = in_latin(match["cyrillic"]), CYRILLIC[match["chain_cyrillic"]]
    found = sorted((ROOTS[root[0]], times) for times, root in PART.findall(parts))
    return "".join(f"{'' if times == 'mono' else times}{root}" for root, times in found) + chain


def in_latin(parts):
    return re.sub("|".join(CYRILLIC), lambda match: CYRILLIC[match[0]], parts)
