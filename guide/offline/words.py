"""The words that scripts on a phone say, in the active language. Names in braces are put in by the scripts."""

from django.utils.translation import gettext as _

from ..identifiers import Kind


def words_for_phones() -> dict[str, str]:
    """What the page on kept copies, the worker and the finder of a phone say."""
    return {
        "saved": _("Saved copy, data of {date}."),
        "notKept": _("This page is not kept on this phone"),
        "notKeptText": _("There is no network now. These are kept on this phone:"),
        "nothingKept": _("Nothing is kept on this phone yet."),
        "keep": _("Keep on this phone"),
        "update": _("Update ({size})"),
        "remove": _("Remove"),
        "open": _("Open"),
        "kept": _("Kept on this phone, data of {date}."),
        "isCurrent": _("Nothing has changed since."),
        "changed": _("Pages that changed since: {count}."),
        "fetching": _("Fetching: {done} of {total}."),
        "done": _("Kept. It now opens without the network."),
        "removed": _("Removed from this phone."),
        "broken": _(
            "The download stopped before it was whole. Nothing was changed: what was kept before is still there."
        ),
        "unfinished": _("The last download was not finished, so nothing of it is kept. Start it again."),
        "full": _("There is not enough room on this phone. Nothing was changed: what was kept before is still there."),
        "moved": _("The site was changed while it was fetched. Try again in a minute."),
        "offline": _("There is no network now. What is kept can be opened and removed."),
        "preparing": _("Being made ready. This page looks again by itself."),
        "impossible": _("This browser cannot keep pages, or not in a private window. Take the ZIP file below."),
        "otherLanguage": _("In another language"),
    }


def words_of_finder() -> dict[str, str]:
    """What the finder of a phone says: the same sentences as on the site."""
    return {
        "items": _("Items for “{query}”: {count}"),
        "notInList": _("“{query}” is not in our list"),
        "notControlled": _("Not in our list does not mean not controlled: national law and other treaties may apply."),
        "recognised": _("Recognised as {label} {value}."),
        "notListed": _("This code is not in our list. That does not mean that the goods are not controlled."),
        "wrongDigit": _("The last digit does not fit: compare it with the label."),
        "wasCut": _("Only the beginning of what you typed was used."),
        "ambiguous": _("More than one item fits."),
        "compare": _("Compare marks, papers and goods before you take one for certain."),
        "foundBy": _("Found by:"),
        "near": _("Near to what you wrote"),
        "kinds": _("All goods of this kind"),
        "first": _("The first {shown} of {total} are shown. Type more of the mark to narrow them down."),
        "belongs": _("HS code %(written)s is part of %(code)s"),
        "chapter": _("HS chapter %(code)s includes it"),
        "heading": _("HS heading %(code)s includes it"),
        "covers": _("HS code %(code)s includes it"),
        "hs": _("HS code %(value)s"),
        "begins": _("“%(value)s” begins so"),
        "nearly": _("spelling is near “%(value)s”"),
        "note": _("the note on it: %(value)s"),
        "list": _("listed in %(value)s"),
        "shares": _("words of “%(value)s”"),
        "cas": _("CAS number %(value)s"),
        "un": _("UN number %(value)s"),
        "ashrae": _("refrigerant number %(value)s"),
        "halon": _("halon number %(value)s"),
        "basel-code": _("Basel code %(value)s"),
        "annex-code": _("Schedule %(value)s"),
        "event-code": _("unique identifier %(value)s"),
        "name": _("name %(value)s"),
        "trade-name": _("trade name %(value)s"),
        "synonym": _("other name %(value)s"),
        "scientific-name": _("scientific name %(value)s"),
        "common-name": _("common name %(value)s"),
        "other": _("mark %(value)s"),
        "labelChapter": _("HS chapter"),
        "labelHeading": _("HS heading"),
        "labelHalon": _("halon number"),
        "labelRefrigerant": _("refrigerant number"),
        "labelSchedule": _("Schedule"),
        **{f"label-{kind.value}": str(kind.label) for kind in Kind},
    }
