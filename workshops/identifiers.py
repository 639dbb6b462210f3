"""Names of workshops outside this site. They never change, wherever the site moves: they are made of record numbers."""

AUTHORITY = "greencustoms.org"
SINCE = "2004"


def uid_of(workshop) -> str:
    """Return the UID of its entry in a calendar, the same in every language."""
    return f"{workshop.record_id}@workshops.{AUTHORITY}"


def tag_of(*path: str) -> str:
    """Return a tag: URI (RFC 4151)."""
    return f"tag:{AUTHORITY},{SINCE}:{'/'.join(path)}"
