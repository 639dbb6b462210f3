"""The secretariat handles what the public forms brought."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from greencustoms.home.models import Message, PracticePage
from tests.factories.pages import GreeningPageFactory

from .test_messages import TOLD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages(home):
    return GreeningPageFactory(parent=home)


def member_of(group):
    user = get_user_model().objects.create_user("staff@unep.example", "x")
    user.groups.add(Group.objects.get(name=group))
    return user


def a_practice(**fields):
    values = {"kind": "practice", "language": "en"} | TOLD | fields
    return Message.objects.create(**values)


def test_a_practice_that_is_accepted_becomes_a_draft_once(admin_client, pages, client):
    message = a_practice(text="<script>alert(1)</script>\n\nSince 2020.", may_be_named=True)
    address = f"/admin/snippets/home/message/edit/{message.pk}/"
    for _time in range(2):
        admin_client.post(address, {"state": "accepted", "note": ""})

    page = PracticePage.objects.get()
    assert (page.title, page.kind, page.live) == ("Sun on the roof", "energy", False)
    assert page.get_parent().specific == pages
    html = str(page.body.render_as_block())
    assert "<script>" not in html
    assert "Customs of Utopia" in html
    assert client.get(f"/en/greening-operations/{page.slug}/").status_code == 404


def test_an_organisation_that_did_not_agree_is_not_named_in_the_draft(admin_client):
    message = a_practice()

    admin_client.post(f"/admin/snippets/home/message/edit/{message.pk}/", {"state": "accepted", "note": ""})

    assert "Utopia" not in str(PracticePage.objects.get().body.render_as_block())


def test_a_message_that_is_no_practice_is_not_made_into_a_page(admin_client):
    message = a_practice(kind="contact")

    admin_client.post(f"/admin/snippets/home/message/edit/{message.pk}/", {"state": "accepted", "note": ""})

    message.refresh_from_db()
    assert message.state == Message.State.NEW
    assert not PracticePage.objects.exists()


def test_what_was_sent_cannot_be_changed_in_the_admin(admin_client):
    message = a_practice()

    admin_client.post(
        f"/admin/snippets/home/message/edit/{message.pk}/", {"state": "handled", "note": "n", "text": "forged"}
    )

    message.refresh_from_db()
    assert (message.state, message.text) == ("handled", "How do we join?")


@pytest.mark.parametrize("group", ["Secretariat editors", "Secretariat moderators"])
def test_editors_and_moderators_read_and_export_but_do_not_delete(client, group):
    message = a_practice()
    client.force_login(member_of(group))

    assert "Sun on the roof" in client.get("/admin/snippets/home/message/").text
    assert client.get("/admin/snippets/home/message/?export=csv").status_code == 200
    client.post(f"/admin/snippets/home/message/delete/{message.pk}/")
    client.post(f"/admin/bulk/home/message/delete/?id={message.pk}")
    assert Message.objects.filter(pk=message.pk).exists()


def test_administrators_delete(admin_client):
    message = a_practice()

    admin_client.post(f"/admin/snippets/home/message/delete/{message.pk}/")

    assert not Message.objects.exists()


def test_nobody_adds_a_message_in_the_admin(admin_client):
    assert "/message/add/" not in admin_client.get("/admin/snippets/home/message/").text
    assert admin_client.get("/admin/snippets/home/message/add/").status_code == 302


def exported(admin_client, kind):
    a_practice(subject='=cmd|" /C calc"!A0', name="+1", text="@SUM(1)")
    answer = admin_client.get(f"/admin/snippets/home/message/?export={kind}")
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_no_cell_of_the_csv_file_is_run_by_a_spreadsheet(admin_client):
    (row,) = csv.DictReader(exported(admin_client, "csv").decode().splitlines())

    assert {"'+1", "'@SUM(1)", '\'=cmd|" /C calc"!A0'} <= set(row.values())


def test_no_cell_of_the_excel_file_is_a_formula(admin_client):
    sheet = openpyxl.load_workbook(io.BytesIO(exported(admin_client, "xlsx"))).active

    assert {cell.data_type for row in sheet.iter_rows() for cell in row}.isdisjoint({"f"})


def test_messages_are_deleted_after_two_years(capsys):
    old, new = a_practice(), a_practice()
    Message.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=731))

    call_command("delete_old_messages")

    assert list(Message.objects.all()) == [new]
