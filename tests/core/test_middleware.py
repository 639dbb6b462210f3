import pytest

from tests.factories.pages import WorkshopPageFactory

pytestmark = pytest.mark.django_db


def test_readers_get_a_policy_without_inline_scripts(client, home):
    policy = client.get("/en/")["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_admin_gets_a_policy_of_its_own_without_other_hosts(client, home):
    policy = client.get("/admin/login/")["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "script-src-attr 'none'" in policy
    assert "http" not in policy


@pytest.mark.parametrize("address", ["/en/%00/", "/en/search%00/", "/%00", "/admin/pages/%00/", "/media/a%00.png"])
def test_a_nul_byte_in_the_path_is_a_bad_request_and_no_failure(client, home, address):
    assert client.get(address).status_code in (400, 404)


@pytest.fixture
def everything(workshop_index, guide_index, year_2030):
    WorkshopPageFactory(parent=year_2030, slug="minsk")


@pytest.mark.parametrize(
    "address",
    [
        "/en/workshops/?q=%00",
        "/en/workshops/?q=min%00sk",
        "/en/workshops/?year=2030%00&country=%00&topic=%00&partner=a%00&sort=%00",
        "/en/workshops/?q=%0%000",
        "/en/workshops/?%00=1",
        "/en/workshops/2030/?page=%00&month=5%00",
        "/en/workshops/countries/by/?page=1%00",
        "/en/workshops/data.csv?q=%00",
        "/en/workshops/feed/?partner=%00",
        "/en/search/?q=a%00b",
        "/en/guide/finder/?q=%00",
        "/en/guide/finder/?q=R-22%00",
        "/en/guide/glossary/?q=%00&letter=%00",
        "/en/guide/focal-points/?country=%00&treaty=cites%00",
        "/en/?page=1%00",
    ],
)
def test_a_nul_byte_in_a_query_fails_nowhere(client, everything, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/admin/pages/?q=%00", "/admin/pages/search/?q=a%00b", "/admin/images/?q=%00"])
def test_a_nul_byte_in_a_search_of_the_admin_fails_nowhere(admin_client, home, address):
    assert admin_client.get(address, follow=True).status_code == 200


def test_a_nul_byte_that_is_posted_is_refused_beside_its_field(client, home):
    response = client.post("/account/login/", {"login": "a\x00@example.org", "password": "x"})

    assert response.status_code == 200
    assert "Null characters are not allowed." in response.content.decode()


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_every_page_carries_the_headers_that_browsers_defend_with(client, home, header, value):
    assert client.get("/en/")[header] == value


def test_a_reader_gets_no_cookie(client, home):
    assert not client.get("/en/").cookies


def test_a_page_seen_before_is_answered_with_304(client, home):
    first = client.get("/en/")

    again = client.get("/en/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304


def test_the_styles_stand_in_the_page_and_the_policy_names_them(client, home):
    import base64
    import hashlib

    response = client.get("/en/")

    styles = response.text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    assert len(styles) > 10_000
    assert f"'sha256-{digest}'" in response["Content-Security-Policy"]
    assert 'rel="stylesheet"' not in response.text
