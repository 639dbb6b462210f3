"""Packs to keep on a phone: what is in them, what is never in them, how they are told."""

import io
import zipfile

import pytest

from greencustoms.core.jobs.running import work_through
from guide.models import OfflineFile
from guide.offline.building import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(r22, halon):
    build("en")


def packs(client):
    return {pack["name"]: pack for pack in client.get("/en/offline/packs.json").json()["packs"]}


def test_the_packs_hold_finder_guide_and_each_chapter(client, made):
    assert list(packs(client)) == ["finder", "guide", "chapter-montreal-protocol"]


def test_a_pack_has_its_cards_and_says_its_size(client, made):
    told = packs(client)["finder"]

    answer = client.get(f"/en/offline/finder.json?v={told['version']}")

    assert "HCFC-22" in answer.json()["files"]["/en/guide/items/hcfc-22/"]["file"]["html"]
    assert len(answer.content) == told["length"]


def test_a_withdrawn_card_is_in_no_pack_from_then_on(client, made, r22):
    before = packs(client)["finder"]["version"]

    r22.unpublish()

    hashes = client.get("/en/offline/finder/hashes.json").json()["files"]
    assert "/en/guide/items/hcfc-22/" not in hashes
    assert "/en/guide/items/halon-1301/" in hashes
    assert packs(client)["finder"]["version"] != before
    assert client.get("/en/offline/finder/file.json?path=/en/guide/items/hcfc-22/").status_code == 404


def test_an_update_differs_only_in_what_was_changed(client, made, r22):
    before = client.get("/en/offline/finder/hashes.json").json()["files"]
    r22.note = "Changed in the meantime."
    r22.save_revision().publish()

    build("en")

    after = client.get("/en/offline/finder/hashes.json").json()["files"]
    changed = {address for address in after if after[address] != before[address]}
    assert changed == {"/en/guide/items/hcfc-22/", "/en/offline/finder-index.json"}


def test_the_first_reader_has_the_packs_made_in_the_background(client, r22):
    assert client.get("/en/offline/packs.json").json() == {"isComplete": False, "packs": []}

    work_through()

    assert client.get("/en/offline/packs.json").json()["isComplete"]


def test_making_packs_changes_nothing_that_readers_see(client, made):
    stamps = set(OfflineFile.objects.values_list("stamp", flat=True))

    build("en")

    assert set(OfflineFile.objects.values_list("stamp", flat=True)) == stamps


def test_links_in_the_zip_lead_from_file_to_file(client, made):
    answer = client.get("/en/offline/finder.zip")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = set(archive.namelist())
        card = archive.read("guide/items/hcfc-22.html").decode()
    assert {"index.html", "finder.js", "finder-data.js", "site.css"} <= names
    assert 'href="../../guide/finder.html"' in card


def test_the_worker_may_answer_for_the_whole_site_and_is_asked_for_each_time(client):
    answer = client.get("/sw.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
