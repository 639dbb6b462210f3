"""Puts the values of a row into a workshop."""

from wagtail.blocks import StreamValue

from greencustoms.core.bulk.relations import in_memory

from ..models import ParticipatingCountry, WorkshopLanguage, WorkshopPage

STREAMS = {"organisers": "organiser", "topics": "topic"}
NAMED = ("partners", "treaties")


def fill(target: WorkshopPage, values: dict, named_pages: dict):
    """Set those values. Rows and blocks that are there already and stay keep their ids."""
    for name, value in values.items():
        if name in STREAMS:
            setattr(target, name, make_stream(target, name, value))
        elif name in NAMED:
            in_memory(target)[name] = [named_pages[name][slug] for slug in value if slug in named_pages[name]]
        elif name == "countries":
            target.participating_countries = make_countries(target, value)
        elif name == "languages":
            target.languages = [WorkshopLanguage(language=code, sort_order=at) for at, code in enumerate(value)]
        elif name != "id":
            setattr(target, name, value)


def make_stream(target, name, texts):
    ids = {str(block.value): block.id for block in getattr(target, name)}
    raw = [{"type": STREAMS[name], "value": text, "id": ids.get(text)} for text in texts]
    return StreamValue(WorkshopPage._meta.get_field(name).stream_block, raw, is_lazy=True)


def make_countries(target, codes):
    rows = {row.country.code: row for row in target.participating_countries.all()}
    return [rows.get(code) or ParticipatingCountry(country=code, sort_order=at) for at, code in enumerate(codes)]
