"""How codes look when people type them: the patterns by which `query.py` knows a code from a word.

All patterns are matched against `plain_code`, that is in upper case, with Latin letters and plain hyphens. Words
before a code are accepted in the six languages of the UN.
"""

import re

from ..identifiers import plain_code


def any_of(*words):
    """A pattern for one of those words, the longest first, as `plain_code` writes them."""
    return "|".join(re.escape(plain_code(word)) for word in sorted(words, key=len, reverse=True))


NUMBER_SIGN = r"(?:\s*[-.:#=]|\s*(?:NUMBERS?|NUMERO|NUMÉRO|NÚMERO|NO|NR|N°|N|RN|CODE|ID)(?![^\W\d_]))*\s*"

# 75-71-8, also with spaces or other signs between the parts, and with zeros before it.
CAS_PARTS = r"0*(?P<a>[1-9]\d{1,6})\s*-\s*(?P<b>\d\d)\s*-\s*(?P<c>\d)(?!\d|-\d)"
CAS = re.compile(rf"(?<![\d-]){CAS_PARTS}")
CAS_NAMED = re.compile(rf"\bCAS{NUMBER_SIGN}0*(?P<digits>[1-9][\d .\-]{{3,14}}\d)(?!\d)")

UN_WORDS = any_of("UN", "U.N.", "ONU", "O.N.U.", "ООН", "联合国编号", "联合国", "الأمم المتحدة", "UNNO", "NA", "UN-ID")
UN_NAMED = re.compile(rf"(?<![^\W\d_])(?:{UN_WORDS}){NUMBER_SIGN}(?P<digits>\d\s?\d\s?\d\s?\d)(?!\d)")
PLATE = re.compile(r"(?<!\d)X?\d{2,3}\s*/\s*(?P<digits>\d{4})(?!\d)")

HS_WORDS = any_of(
    "HS", "H.S.", "HS CODE", "HSCODE", "HSN", "HTS", "HTSUS", "HTSN", "CN", "CN CODE", "TARIC", "TARIFF", "TARIFF CODE",
    "HEADING", "SUBHEADING", "CUSTOMS CODE", "COMMODITY CODE", "CODE SH", "SH", "NC", "POSITION", "SOUS-POSITION",
    "CODIGO SA", "CÓDIGO SA", "SA", "PARTIDA", "SUBPARTIDA", "ТН ВЭД", "ТНВЭД", "КОД ТН ВЭД", "HS编码", "海关编码",
    "税则号", "品目", "رمز النظام المنسق", "النظام المنسق", "البند",
)  # fmt: skip
HS_NAMED = re.compile(rf"(?<![^\W\d_])(?:{HS_WORDS}){NUMBER_SIGN}(?P<digits>\d[\d .\-]*\d)(?!\d)")
HS_DOTTED = re.compile(
    r"(?<![\d.,])(?P<digits>\d{4}[. ]\d\d(?:[. ]\d\d){1,3}|\d{4}\.\d{2,6}|\d\d\.\d\d\.\d\d(?:\.\d\d)*)(?![\d]|[.,]\d)"
)
NUMERIC = re.compile(rf"{NUMBER_SIGN}[\d .,\-/]*\d[\d .,\-/]*")

REFRIGERANT_WORDS = any_of(
    "R", "CFC", "HCFC", "HFC", "HFO", "HBFC", "PFC", "FC", "F", "FCKW", "HFCKW", "HFKW", "FKW", "GAS R", "FREON",
    "FRÉON", "FREÓN", "FREÓNU", "FRION", "ФРЕОН", "ХЛАДОН", "ХЛАДАГЕНТ", "ХФУ", "ГХФУ", "ГФУ", "فريون", "الفريون",
    "غاز فريون", "氟利昂", "氟里昂", "制冷剂", "冷媒", "REFRIGERANT", "REFRIGERANTE", "RÉFRIGÉRANT", "REFRIGERANT GAS",
    "REFRIGERANT GAS R", "CHLOROFLUOROCARBON", "HYDROCHLOROFLUOROCARBON", "HYDROFLUOROCARBON", "CHLOROFLOUROCARBON",
    "HYDROFLOUROCARBON", "HYDROCHLOROFLOUROCARBON", "CHLOROFLUOROCARBURE", "HYDROFLUOROCARBURE", "CLOROFLUOROCARBONO",
    "HIDROFLUOROCARBONO", "ХЛОРФТОРУГЛЕРОД", "ГИДРОФТОРУГЛЕРОД", "氯氟烃", "氢氟烃",
    "REFRIGERANT R", "GAZ REFRIGERANT", "GAZ RÉFRIGÉRANT", "ARCTON", "ALGOFRENE", "ALGOFREN",
    "DAIFLON", "DYMEL", "FLUGENE", "FORANE", "FRIGEN", "GENETRON", "ISOTRON", "KALTRON", "KLEA", "SOLKANE", "SUVA",
    "UCON",
)  # fmt: skip
# Letters that stand apart from the number are those of a blend or an isomer: R 404 A, 227 ea; but R 22 gas is R-22.
ISOMERS = "B[12]|[CEF][ABC]|EB|MFC|MEE|YF|ZE|ZD"
REFRIGERANT_NUMBER = (
    rf"(?P<code>\d{{2,4}}(?:\s*-\s*10)?(?:[A-Z]{{1,3}}|B[12]|[ -](?:{ISOMERS}|[A-Z])(?![^\W\d_]))?(?:\([EZ]\))?)"
)
REFRIGERANT = re.compile(rf"(?<![^\W_])(?:{REFRIGERANT_WORDS})[\s.\-#_/]*{REFRIGERANT_NUMBER}(?![^\W_])")
REFRIGERANT_ALONE = re.compile(rf"{REFRIGERANT_NUMBER}")
HALON_WORDS = any_of("HALON", "H", "HALÓN", "ГАЛОН", "ХЛАДОН", "ХАЛОН", "هالون", "الهالون", "哈龙", "HALONS")
HALON = re.compile(rf"(?<![^\W_])(?:{HALON_WORDS})[\s.\-#_/]*(?P<code>1011|1211|1301|2402|\d{{4}})(?![^\W_])")

BASEL = re.compile(r"(?<![^\W_])(?P<code>[AB][ -]?\d{4}|Y[ -]?\d{1,2})(?![^\W_])")

SCHEDULE_WORDS = any_of(
    "SCHEDULE", "SCHED", "SCH", "TABLEAU", "LISTA", "СПИСОК", "СПИСКА", "СПИСКЕ", "附表", "الجدول", "جدول"
)
SCHEDULE = re.compile(
    rf"(?:{SCHEDULE_WORDS})[\s.\-]*(?P<list>[123])(?:[\s.\-]*(?P<part>[AB])(?:[\s.\-]*\(?(?P<number>\d{{1,2}})\)?)?)?(?![^\W_])"
)
SCHEDULE_ALONE = re.compile(r"(?<![^\W_])(?P<list>[123])\.?\s?(?P<part>[AB])\.?\s?\(?(?P<number>\d{1,2})\)?(?![^\W_])")
EVENT = re.compile(r"(?<![^\W_])(?P<code>[A-Z0]{2,3}[\s-]?[A-Z0-9Ø]{5}[\s-]?\d)(?![^\W_])")
