from pathlib import Path

import pytest
from django.conf import settings


def put(name, content=b"x"):
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_a_rendition_is_sent_as_something_that_can_run_nothing(client):
    put("images/a.fill-1x1.jpg")

    response = client.get("/media/images/a.fill-1x1.jpg")

    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    "path",
    [
        "original_images/a.jpg",
        "documents/a.pdf",
        "images/nested/a.jpg",
        "images/../documents/a.pdf",
        "images/none.jpg",
        "images/%2e%2e/documents/a.pdf",
    ],
)
@pytest.mark.django_db
def test_nothing_but_renditions_is_sent(client, path):
    put("original_images/a.jpg")
    put("documents/a.pdf")
    put("images/nested/a.jpg")

    assert client.get(f"/media/{path}").status_code == 404
