import pytest
from wagtail.models import Locale

from greencustoms.core.models import SiteDocument
from tests.factories.pages import InformationPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_in(home):
    """Make a page in a language whose home page exists."""

    def make(code, title, text=""):
        locale = Locale.objects.get_or_create(language_code=code)[0]
        parent = home.get_translation_or_none(locale) or home.copy_for_translation(locale)
        parent.live = True
        parent.save()
        body = [{"type": "text", "value": f"<p>{text}</p>"}]
        return InformationPageFactory(parent=parent, locale=locale, title=title, body=body)

    return make


def found(client, code, query):
    return [
        (result.title, result.language) for result in client.get(f"/{code}/search/", {"q": query}).context["results"]
    ]


@pytest.mark.parametrize(
    ("code", "text", "query"),
    [
        ("fr", "Le commerce illicite de déchets dangereux", "dechet"),
        ("fr", "Demander le permis d’exportation", "permis exportation"),
        ("es", "Una autorización de exportación de especies silvestres", "autorizacion especie"),
        ("ru", "Перемещение опасных отходов через границу, их учёт", "учет опасные отходы"),
        ("ar", "تُرسَل النفايات الخطرة إلى الجهة المختصة", "نفايات خطره"),
        ("ar", "اتفاقية بازل لعام ١٩٨٩", "إتفاقيه 1989"),
        ("zh-hans", "海关官员应当检查危险废物的越境转移。", "危险废物"),
        ("zh-hans", "含有CFC-12的制冷剂", "CFC12 制冷剂"),
    ],
)
def test_words_are_found_however_they_are_written(client, page_in, code, text, query):
    page_in(code, "One", text)

    assert found(client, code, query) == [("One", code)]


def test_chinese_signs_that_stand_apart_are_no_word(client, page_in):
    page_in("zh-hans", "One", "海上的关口")

    assert found(client, "zh-hans", "海关") == []


def test_results_are_in_the_language_asked_for_only(client, home, page_in):
    InformationPageFactory(parent=home, title="CITES")
    page_in("fr", "CITES en français")

    assert found(client, "fr", "CITES") == [("CITES en français", "fr")]
    assert found(client, "en", "CITES") == [("CITES", "en")]


def test_english_is_shown_and_named_where_the_language_has_nothing(client, home, page_in):
    page_in("ar", "الجمارك")
    InformationPageFactory(parent=home, title="Mercury lamps")

    response = client.get("/ar/search/?q=mercury")

    assert 'lang="en" hreflang="en" dir="auto">Mercury lamps</a>' in response.text
    assert response.context["is_english"]


def test_the_words_found_are_marked_in_the_text(client, page_in):
    page_in("ar", "One", "ثم تُرسَل النُّفايات إلى الجهة")
    page_in("zh-hans", "One", "海关官员检查废物。")

    assert "<mark>النُّفايات</mark>" in client.get("/ar/search/", {"q": "نفايات"}).text
    assert "海关官员检查<mark>废物</mark>。" in client.get("/zh-hans/search/", {"q": "废物"}).text


def test_a_mistyped_title_is_offered_without_its_accents(client, page_in):
    page_in("fr", "Considérations pratiques")

    near = client.get("/fr/search/?q=consideratoins+pratique").context["near"]

    assert [page["title"] for page in near] == ["Considérations pratiques"]


@pytest.fixture
def documents(monkeypatch):
    for title, code in [("Manual", "en"), ("Manuel", "fr"), ("Manual ya forodha", "sw")]:
        SiteDocument.objects.create(title=f"{title} CITES", language=code)
    monkeypatch.setattr(type(SiteDocument.objects.all()), "published", lambda self: self.all())


def test_documents_of_other_languages_of_the_site_are_left_to_those(client, page_in, documents):
    page_in("fr", "Accueil")

    assert [title for title, _code in found(client, "fr", "CITES")] == ["Manuel CITES", "Manual ya forodha CITES"]
