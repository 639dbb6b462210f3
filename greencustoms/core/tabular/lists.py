"""Several texts in one cell of a table."""

import re

BETWEEN = "; "
AN_ITEM = re.compile(r"(?:\\[\\;]|[^;])+")


def join_items(items: list[str]) -> str:
    r"""Join the items of a list for one cell. A semicolon inside an item is written `\;`."""
    return BETWEEN.join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def split_items(cell: str) -> list[str]:
    """Split one cell into the items of a list: the exact reverse of `join_items`. Empty items are dropped."""
    found = (re.sub(r"\\([\\;])", r"\1", item.strip()) for item in AN_ITEM.findall(cell))
    return [item for item in found if item]
