import pytest

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


@pytest.mark.parametrize("address", ["/en/search/?q=%00", "/en/?page=1%00", "/en/%00/"])
def test_a_nul_byte_is_a_bad_request_and_no_failure(client, home, address):
    response = client.get(address)

    assert response.status_code in (400, 404)


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
