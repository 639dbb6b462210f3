"""The tree of pages, and what is live in it."""

import json
import unicodedata
from contextlib import suppress

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Collection, Page, Revision

from .registry import Broken, invariant

TREE_PROBLEMS = (
    "a place in the tree with wrong letters",
    "a place in the tree of a wrong length",
    "no parent",
    "a wrong depth",
    "a wrong number of children",
)


@invariant("trees")
def trees():
    """Pages and collections stand in whole trees."""
    for model in (Page, Collection):
        for wrong, keys in zip(TREE_PROBLEMS, model.find_problems(), strict=True):
            for pk in keys:
                yield Broken(f"{model.__name__} {pk}", f"it has {wrong}", "run manage.py fixtree")


@invariant("addresses")
def addresses():
    """No two pages under one parent differ only by case or by the way their letters are written."""
    seen = {}
    for pk, path, slug in Page.objects.order_by("path").values_list("pk", "path", "slug"):
        key = path[: -Page.steplen], unicodedata.normalize("NFKC", slug).casefold()
        if key in seen:
            yield Broken(
                f"Page {pk}", f"its address “{slug}” is also that of page {seen[key]}", "give one of them another slug"
            )
        seen.setdefault(key, pk)


@invariant("live revisions")
def live_revisions():
    """What is live names its own revision, and what is not live names none."""
    own = Page.objects.exclude(live_revision=None).specific().select_related("live_revision")
    for page in own.iterator(chunk_size=500):
        if not page.live:
            yield Broken(
                f"Page {page.pk} “{page.title}”", "not live, but has a live revision", "publish or unpublish it"
            )
        elif page.live_revision.object_id != str(page.pk):
            yield Broken(f"Page {page.pk} “{page.title}”", "its live revision is of another page", "publish it again")
        else:
            different = differences(page, page.live_revision.content)
            if different:
                wrong = f"other than its live revision in {', '.join(different)}"
                yield Broken(
                    f"Page {page.pk} “{page.title}”", wrong, "compare them in its history and publish it again"
                )
    for page in Page.objects.filter(live=True, live_revision=None).exclude(latest_revision=None):
        if not page.has_unpublished_changes:
            yield Broken(f"Page {page.pk} “{page.title}”", "live and unchanged, but of no revision", "publish it again")
    wanted = Page.objects.exclude(latest_revision=None).values_list("latest_revision_id", flat=True)
    there = set(Revision.page_revisions.values_list("pk", flat=True))
    for pk in set(wanted) - there:
        yield Broken(f"Revision {pk}", "a page names it as its newest, but it is gone", "save the page again")


# What is kept about a page, and not what it says; moving a page changes its path and not its revision.
KEPT_ABOUT = frozenset(
    {
        "pk", "path", "depth", "numchild", "content_type", "url_path", "draft_title", "live", "has_unpublished_changes",
        "latest_revision", "live_revision", "latest_revision_created_at", "first_published_at", "last_published_at",
        "locked", "locked_at", "locked_by", "owner", "go_live_at", "expire_at", "expired", "wagtail_admin_comments",
        "translation_key", "locale", "alias_of",
    }
)  # fmt: skip


def differences(page, kept: dict) -> list[str]:
    """The names of fields in which the page is not what that revision says. Not fields that
    were added later, and those that are worked out from others."""
    told = json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder))
    worked_out = {field.name for field in page._meta.concrete_fields if not field.editable}
    return sorted(
        name
        for name, value in told.items()
        if name in kept and name not in KEPT_ABOUT | worked_out and comparable(value) != comparable(kept[name])
    )


def comparable(value):
    """Rows without what they got when they were stored (key, language), StreamFields as data, in whatever order keys stand."""
    if isinstance(value, str) and value[:1] == "[":
        with suppress(ValueError):
            return comparable(json.loads(value))
    if isinstance(value, list):
        # A set of other objects has no order.
        return sorted(value) if all(type(item) is int for item in value) else [comparable(item) for item in value]
    if isinstance(value, dict):
        return {name: comparable(item) for name, item in value.items() if name not in ("pk", "locale")}
    return value
