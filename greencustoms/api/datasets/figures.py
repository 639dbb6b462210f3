from django.conf import settings
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from greencustoms.home.counted import counted_figures
from greencustoms.home.models import AchievementsPage
from greencustoms.home.models.achievements import KeyFigure

from ..visibility import address_of
from .base import Dataset


class Figure(Schema):
    id: str = Field(description="Never changes.")
    kind: str = Field(description="`counted` from the record of workshops, or `stated` by a source.")
    language: str
    label: str
    value: int | None = Field(description="Empty where no record has the number.")
    unit: str
    qualifier: str = Field(description="`exactly`, `more-than`, `almost`, `about`.")
    period: str
    as_of: str
    definition: str = Field(description="What is counted, and how.")
    coverage: str = Field(description="How many records the number comes from.")
    opening_balance_of: str = Field(description="Id of the counted figure that this one stands beside; never add them.")
    source_title: str
    source_url: str
    url: str


class Figures(Dataset):
    name = "figures"
    title = _("Figures")
    summary = _("What the partnership achieved: each number with its day, its definition and its source.")
    example = ""
    record = Figure

    def find(self, asked, request):
        """The counted figures, then those with a source; as long as visitors see the page of achievements."""
        pages = AchievementsPage.objects.live().public().order_by("-path")
        found = {page.language_code: page for page in pages}
        page = found.get(asked.language) or found.get(settings.LANGUAGE_CODE)
        if page is None:
            return []
        shared = {"language": page.language_code, "url": address_of(page, request)}
        counted = [self.counted(figure, request) for figure in counted_figures(request)]
        return [row | shared for row in [*counted, *map(self.stated, page.figures.all())]]

    def rows(self, found, asked, request):
        return list(found)

    def one(self, key, asked, request):
        return next((row for row in self.find(asked, request) if row["id"] == key), None)

    @staticmethod
    def counted(figure, request):
        return {
            "id": figure.key,
            "kind": "counted",
            "label": figure.label,
            "value": figure.value,
            "unit": figure.unit,
            "qualifier": KeyFigure.Qualifier.EXACTLY.value,
            "period": "",
            "as_of": figure.as_of.isoformat(),
            "definition": figure.definition,
            "coverage": figure.coverage,
            "opening_balance_of": "",
            "source_title": figure.list_label,
            "source_url": request.build_absolute_uri(figure.list_url),
        }

    @staticmethod
    def stated(figure):
        return {
            "id": str(figure.translation_key),
            "kind": "stated",
            "label": figure.label,
            "value": figure.value,
            "unit": "",
            "qualifier": figure.qualifier,
            "period": figure.period,
            "as_of": figure.as_of,
            "definition": figure.note,
            "coverage": "",
            "opening_balance_of": figure.opening_balance_of,
            "source_title": figure.source_title,
            "source_url": figure.source_url,
        }
