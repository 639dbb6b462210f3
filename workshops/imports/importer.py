"""Works out what a table of workshops would do to the record, and does it."""

import hashlib
from functools import cached_property
from urllib.parse import urlsplit

from anyascii import anyascii
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from greencustoms.core.bulk import BulkPageWriter
from greencustoms.core.bulk.removal import remove
from greencustoms.core.bulk.restore import copy_of
from greencustoms.core.bulk.tables import in_batches
from greencustoms.core.languages import LANGUAGE_NAMES
from greencustoms.core.tabular.page_importer import PageImporter
from greencustoms.core.tabular.plan import ADD, Entry, Plan
from greencustoms.core.tabular.problems import Problem
from greencustoms.core.tabular.registry import register
from greencustoms.core.tabular.revisioned import LOADED_AT_ONCE
from guide.models import ChapterPage
from partners.models import PartnerPage

from ..fields import FIELDS
from ..models import WorkshopIndexPage, WorkshopPage, WorkshopYearPage
from .columns import make_columns
from .dates import date_faults, settle_dates
from .filling import fill

FIRST_YEAR, LAST_YEAR = 2001, 2100


@register
class WorkshopImporter(PageImporter):
    """Workshops of the English record, matched by their record numbers. Year pages are made as needed.

    A page keeps its address and its year: both are changed in the editor, where redirects are thought of. Partners
    and treaties that visitors cannot see are in no export; they stay where they are.
    """

    kind = "workshops"
    title = gettext_lazy("Import workshops")
    one, many = gettext_lazy("workshop"), gettext_lazy("workshops")
    sheet = "workshops"
    model = WorkshopPage
    fault_columns = {"record_id": "id"}

    def make_columns(self):
        return make_columns(self.root_page.locale_id if self.root_page else None)

    @cached_property
    def root_page(self):
        return WorkshopIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()

    @cached_property
    def year_pages(self):
        return {page.year: page for page in WorkshopYearPage.objects.child_of(self.root_page)}

    @cached_property
    def named_pages(self):
        """Partners and treaties by the name of their column and their slug."""
        models = {"partners": PartnerPage, "treaties": ChapterPage}
        return {
            name: {page.slug: page for page in model.objects.filter(locale_id=self.root_page.locale_id)}
            for name, model in models.items()
        }

    @cached_property
    def visible(self):
        models = {"partners": PartnerPage, "treaties": ChapterPage}
        return {
            name: set(model.objects.live().public().values_list("slug", flat=True)) for name, model in models.items()
        }

    # Planning

    def plan(self, table, on_progress=lambda count: None):
        plan = super().plan(table, on_progress)
        place = plan.header.places.get("url")
        row = place is not None and next((row for row in table.rows if self.is_foreign(row.cells[place:][:1])), None)
        if row:
            message = _(
                "This is an export of the record in another language. Imports change the record in %(language)s."
            )
            language = LANGUAGE_NAMES[self.root_page.locale.language_code]
            plan.problems.insert(0, Problem(row.number, "url", message % {"language": language}))
        return plan

    def is_foreign(self, cells):
        """Whether an address says that a row was exported from a translation of the record."""
        path = urlsplit(str(cells[0])).path if cells and cells[0] else ""
        language = path.split("/")[1] if path.count("/") > 1 else ""
        return language in dict(settings.LANGUAGES) and language != self.root_page.locale.language_code

    def find_records(self, keys):
        found: dict[str, WorkshopPage] = {}
        self.doubled = set()
        batches = in_batches(sorted(keys), LOADED_AT_ONCE)
        pages = (page for batch in batches for page in self.all_records().filter(record_id__in=batch).order_by("pk"))
        for page in self.load(pages):
            if page.record_id in found:
                self.doubled.add(page.record_id)
            found.setdefault(page.record_id, page)
        return found

    def cells_of(self, record):
        return {field.name: field.flat(record) for field in FIELDS if not field.is_derived}

    def key_for(self, given):
        start, slug = given.get("start_date"), slug_for(given)
        return f"{start.year}-{slug}"[:80] if start and slug else ""

    def settle(self, values, given, was):
        values = values | settle_dates(values, given)
        values["slug"] = values["slug"] or slug_for(values)
        values["participants_qualifier"] = values["participants_qualifier"] or WorkshopPage.Qualifier.EXACTLY.value
        for name, visible in self.visible.items():
            hidden = set(was.get(name) or ()) - visible
            values[name] = tuple(sorted({*values[name], *hidden}))
        return values

    def refusal(self, entry):
        if entry.key in self.doubled:
            return _("Two pages have the id “%(key)s”. Give one of them another in the editor.") % {"key": entry.key}
        return super().refusal(entry)

    def make_target(self, entry):
        if entry.record is None:
            target = WorkshopPage(record_id=entry.key, locale_id=self.root_page.locale_id)
            names = set(entry.after)
        else:
            target = copy_of(entry.record)
            names = set(entry.changes())
        fill(target, {name: entry.after[name] for name in names}, self.named_pages)
        return target

    def faults(self, entry):
        before, start = entry.before.get("start_date"), entry.after["start_date"]
        if entry.record is not None and "slug" in entry.changes():
            yield (
                "slug",
                _("An import does not change the address of a page, which is “%(slug)s”.")
                % {"slug": entry.record.slug},
            )
        if not entry.after["slug"] and entry.after["place"]:
            yield "slug", _("No address can be made from the place. Write one here.")
        if before and start and before.year != start.year:
            yield (
                "start_date",
                _("The page stands under %(year)s. Move it in the editor first.") % {"year": before.year},
            )
        if start and not FIRST_YEAR <= start.year <= LAST_YEAR:
            yield (
                "start_date",
                _("The year must be from %(first)s to %(last)s.")
                % {
                    "first": FIRST_YEAR,
                    "last": LAST_YEAR,
                },
            )
        yield from date_faults(entry.given, entry.after)
        yield from super().faults(entry)

    def compare_entries(self, plan: Plan):
        """Two pages cannot have one address."""
        taken = {(page.year, slug): None for page, slug in self.slugs_in_use()}
        for entry in plan.entries_to(ADD):
            start, slug = entry.after.get("start_date"), entry.after.get("slug")
            if not (start and slug) or entry.target is None:
                continue
            place = (start.year, slug.lower())
            if place in taken:
                self.note(plan, entry, "slug", self.address_in_use(taken[place]) % {"year": place[0], "slug": slug})
            taken.setdefault(place, entry.row)

    def slugs_in_use(self):
        by_path = {page.path: page for page in self.year_pages.values()}
        for path, slug in Page.objects.descendant_of(self.root_page).values_list("path", "slug"):
            parent = by_path.get(path[: -Page.steplen])
            if parent:
                yield parent, slug.lower()

    def address_in_use(self, row):
        if row is None:
            return _("There is a page at %(year)s/%(slug)s already. Write its id in this row, or a slug of its own.")
        return _("This row and row {row} would both stand at %(year)s/%(slug)s. Write a slug in one of them.").format(
            row=row
        )

    def basis(self):
        digest = hashlib.sha256(super().basis().encode())
        years = WorkshopYearPage.objects.child_of(self.root_page).order_by("pk").values_list("pk", "slug", "numchild")
        digest.update(repr([self.root_page.path, *years]).encode())
        for model in (PartnerPage, ChapterPage):
            digest.update(repr(list(model.objects.order_by("pk").values_list("pk", "slug", "live"))).encode())
        return digest.hexdigest()

    # Carrying out

    def parent_for(self, entry: Entry):
        return self.year_pages[entry.after["start_date"].year]

    def add(self, writer, entries):
        years = {entry.after["start_date"].year for entry in entries} - set(self.year_pages)
        self.made = [WorkshopYearPage(title=str(year), slug=str(year), year=year) for year in sorted(years)]
        BulkPageWriter(WorkshopYearPage, writer.user).add_under([(self.root_page, page) for page in self.made])
        self.year_pages |= {page.year: page for page in self.made}
        super().add(writer, entries)

    def store(self, plan, user, on_progress):
        log = super().store(plan, user, on_progress)
        return log | {"years": [{"object": page.pk, "after": page.latest_revision_id} for page in self.made]}

    def take_back(self, log, user, on_progress):
        kept = super().take_back(log, user, on_progress)
        after = {year["object"]: year["after"] for year in log["years"]}
        empty = WorkshopYearPage.objects.filter(pk__in=after, numchild=0, has_unpublished_changes=False)
        remove(WorkshopYearPage, [page for page in empty if page.latest_revision_id == after[page.pk]], user)
        return kept


def slug_for(values) -> str:
    """The end of the address: as written, or else made from the place."""
    return values.get("slug") or slugify(anyascii(values.get("place") or ""))[:80].strip("-")
