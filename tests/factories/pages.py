"""The smallest valid pages, added under their parent and live."""

from datetime import date

import factory
from wagtail_factories import PageFactory

from greencustoms.home.models import (
    AchievementsPage,
    ContactPage,
    GreeningPage,
    InformationPage,
    LearningPage,
    MaterialsPage,
    PracticePage,
)
from guide.models import ChapterPage, GuideIndexPage, PracticalIndexPage, PracticalPage
from partners.models import PartnerIndexPage, PartnerPage
from workshops.models import WorkshopIndexPage, WorkshopPage, WorkshopReportPage, WorkshopYearPage


class InformationPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Information {number}")

    class Meta:
        model = InformationPage


class ContactPageFactory(PageFactory):
    title = "Contact"

    class Meta:
        model = ContactPage


class LearningPageFactory(PageFactory):
    title = "E-learning"
    slug = "learning"

    class Meta:
        model = LearningPage


class MaterialsPageFactory(PageFactory):
    title = "Tools and materials"
    slug = "materials"

    class Meta:
        model = MaterialsPage


class AchievementsPageFactory(PageFactory):
    title = "Achievements"
    slug = "achievements"

    class Meta:
        model = AchievementsPage


class GreeningPageFactory(PageFactory):
    title = "Greening customs operations"
    slug = "greening-operations"

    class Meta:
        model = GreeningPage


class PracticePageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Practice {number}")

    class Meta:
        model = PracticePage


class PartnerIndexPageFactory(PageFactory):
    title = "Partners"
    slug = "partners"

    class Meta:
        model = PartnerIndexPage


class PartnerPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Partner {number}")
    full_name = factory.LazyAttribute(lambda partner: f"{partner.title} in full")
    acronym = factory.Sequence(lambda number: f"P{number}")
    kind = PartnerPage.Kind.ORGANISATION

    class Meta:
        model = PartnerPage


class WorkshopIndexPageFactory(PageFactory):
    title = "Workshops"
    slug = "workshops"

    class Meta:
        model = WorkshopIndexPage


class WorkshopYearPageFactory(PageFactory):
    year = 2030
    title = factory.LazyAttribute(lambda page: str(page.year))
    slug = factory.LazyAttribute(lambda page: str(page.year))

    class Meta:
        model = WorkshopYearPage


class WorkshopPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Workshop {number}")
    start_date = date(2030, 5, 13)
    end_date = factory.SelfAttribute("start_date")
    place = "Minsk"
    country = "BY"
    level = WorkshopPage.Level.NATIONAL
    status = WorkshopPage.Status.PLANNED

    class Meta:
        model = WorkshopPage

    class Params:
        month_only = factory.Trait(date_precision=WorkshopPage.Precision.MONTH)


class WorkshopReportPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Report {number}")
    overview = "Officers learned to tell one gas from another."

    class Meta:
        model = WorkshopReportPage


class GuideIndexPageFactory(PageFactory):
    title = "Green Customs Guide"
    slug = "guide"

    class Meta:
        model = GuideIndexPage


class ChapterPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Treaty {number}")
    number = factory.Sequence(lambda number: number % 99 + 1)
    treaty_name = factory.LazyAttribute(lambda chapter: f"Convention on {chapter.title}")
    goods = "Goods"
    paper = "Permit"
    call = "National authority"

    class Meta:
        model = ChapterPage


class PracticalIndexPageFactory(PageFactory):
    title = "Practical considerations"
    slug = "practical"

    class Meta:
        model = PracticalIndexPage


class PracticalPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Practice note {number}")

    class Meta:
        model = PracticalPage
