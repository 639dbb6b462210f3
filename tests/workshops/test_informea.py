import json

import pytest
from django.core.files.base import ContentFile

from greencustoms.core.models import SiteDocument
from tests.factories import pages

pytestmark = pytest.mark.django_db


def harvest(client, **query):
    return json.loads(b"".join(client.get("/en/workshops/informea.json", query)))


def meetings(client, **query):
    return {meeting["id"]: meeting for meeting in harvest(client, **query)["meetings"]}


def test_informea_gets_a_meeting_with_its_titles_in_each_language(in_french, client):
    meeting = meetings(client)["2030-minsk"]

    assert meeting["title"] == [
        {"language": "en", "value": "Waste at the border"},
        {"language": "fr", "value": "Déchets à la frontière"},
    ]
    assert (meeting["start"], meeting["end"], meeting["country"], meeting["city"], meeting["status"]) == (
        "2030-05-13",
        "2030-05-13",
        "BY",
        "Minsk",
        "tentative",
    )


def test_informea_is_told_no_day_that_is_not_known(record, client):
    meeting = meetings(client)["2012-bucharest"]

    assert (meeting["start"], meeting["end"], meeting["month"], meeting["status"]) == (None, None, "2012-05", "nodate")


def test_informea_gets_the_short_name_of_each_treaty(full, client):
    full.treaties = [pages.ChapterPageFactory(parent=full.treaties.first().get_parent(), slug="montreal-protocol")]
    full.save_revision().publish()

    assert meetings(client)["2030-abidjan"]["treaties"] == ["montreal"]


def test_informea_gets_the_files_of_a_workshop_unless_they_are_private(full, client):
    shown = SiteDocument.objects.create(title="Agenda", language="fr", file=ContentFile(b"%PDF-1.7", "agenda.pdf"))
    full.body = [("documents", {"heading": "", "documents": [shown]})]
    full.save_revision().publish()
    unused = SiteDocument.objects.create(title="zqfile", file=ContentFile(b"%PDF-1.7", "zqfile.pdf"))

    data = harvest(client)

    assert [(file["language"], file["mimeType"]) for file in meetings(client)["2030-abidjan"]["files"]] == [
        ("fr", "application/pdf")
    ]
    assert [document["id"] for document in data["documents"]] == [str(shown.pk)]
    assert unused.title not in json.dumps(data)
