"""Reads XML that strangers made: piece by piece, without anything it defines itself or fetches from elsewhere."""

from collections.abc import Callable
from xml.parsers import expat

from .archives import CHUNK
from .refusals import RefusedError

DEPTH_AT_MOST = 1_000


def walk(
    opened,
    start: Callable[[str, "Attributes"], None],
    text: Callable[[str], None] | None = None,
    end: Callable[[str], None] | None = None,
):
    """Call `start(name, attributes)` for each element, `text` for what stands in it, and `end(name)`.

    Names are without namespace, as "hyperlink". Raises RefusedError for what is no XML, and for XML that defines
    entities.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def started(name, attributes):
        nonlocal depth
        depth += 1
        if depth > DEPTH_AT_MOST:
            raise RefusedError("bomb")
        start(local(name), Attributes(attributes))

    def ended(name):
        nonlocal depth
        depth -= 1
        if end:
            end(local(name))

    def entity(*_declaration):
        raise RefusedError("bomb")

    parser.StartElementHandler, parser.EndElementHandler = started, ended
    parser.EntityDeclHandler = entity
    if text:
        parser.CharacterDataHandler = text
    try:
        while piece := opened.read(CHUNK):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise RefusedError("damaged") from error


class Attributes:
    """The attributes of an element by their names without namespace.

    Several may then have one name, and one of them might be there to hide another: so a name has several values.
    """

    def __init__(self, attributes):
        self.pairs = [(local(key), value) for key, value in attributes.items()]

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.pairs if key == name]


def local(name):
    return name.rpartition(" ")[2]
