"""Numbers for paragraphs, so that a reader can cite one (5.3.2) and link to it (#p3-2).

Numbers follow the order of the blocks. Headings, notices, tables and the like carry none; each check of a check
list carries its own.
"""

from dataclasses import dataclass, field

from wagtail.blocks import StreamValue

NUMBERED = frozenset({"paragraph", "definition", "provision", "material"})


@dataclass(frozen=True)
class NumberedBlock:
    """A block with its number and anchor (both empty where it carries none) and those of its checks."""

    block: StreamValue.StreamChild
    number: str = ""
    anchor: str = ""
    source: int | None = None
    checks: list = field(default_factory=list)


@dataclass(frozen=True)
class Topic:
    number: str
    anchor: str
    title: str
    blocks: list


def number_sources(sources: StreamValue) -> dict[str, int]:
    """Return the place, counted from 1, of each source by its key."""
    return {source.value["key"]: place for place, source in enumerate(sources, start=1)}


def number_topic(stream: StreamValue, prefix: str, anchor: str, sources: dict[str, int]) -> list[NumberedBlock]:
    """Number the blocks of one topic. `prefix` is its own number, as "5.3"; `anchor` its short id, as "p3"."""
    numbered, count = [], 0

    def take():
        nonlocal count
        count += 1
        return (f"{prefix}.{count}" if prefix else str(count)), f"{anchor}-{count}"

    for block in stream:
        if block.block_type == "checklist":
            checks = []
            for item in block.value["items"]:
                number, its_anchor = take()
                checks.append(
                    {
                        "text": item["text"],
                        "number": number,
                        "anchor": its_anchor,
                        "source": sources.get(item["source"]),
                    }
                )
            numbered.append(NumberedBlock(block, checks=checks))
        elif block.block_type in NUMBERED:
            number, its_anchor = take()
            numbered.append(NumberedBlock(block, number, its_anchor, sources.get(block.value["source"])))
        else:
            numbered.append(NumberedBlock(block))
    return numbered
