"""What is taken and what is not, by what is in the file."""

import time

import pytest
from django.core.exceptions import ValidationError

from greencustoms.core.uploads.judging import judge
from greencustoms.core.uploads.kinds import KINDS, check_batch
from greencustoms.core.uploads.refusals import MESSAGES
from tests.core.uploads import sample_files as samples
from tests.core.uploads.attack_files import ATTACKS

HONEST = [
    ("a.pdf", samples.pdf, "pdf"),
    ("a.docx", samples.word, "docx"),
    ("a.xlsx", samples.excel, "xlsx"),
    ("a.pptx", samples.powerpoint, "pptx"),
    ("a.odt", samples.open_document, "odt"),
    ("a.ods", lambda: samples.open_document("spreadsheet"), "ods"),
    ("a.odp", lambda: samples.open_document("presentation"), "odp"),
    ("clicks.odp", lambda: samples.open_document("presentation", samples.NEXT_PAGE), "odp"),
    ("a.epub", samples.book, "epub"),
    ("a.zip", lambda: samples.packed({"a/report.pdf": samples.pdf(), "b.txt": "text"}), "zip"),
    ("a.csv", lambda: "Country;Officers\nTürkiye;-3\n".encode(), "csv"),
    ("a.csv", lambda: "Country,Officers\nCôte,3\n".encode("cp1252"), "csv"),
    ("negative.csv", lambda: b"a|b,-3|4\n=1+2,x|y!\n", "csv"),
    ("a.txt", lambda: "Отчёт\n".encode("utf-16"), "txt"),
    ("a.txt", lambda: b"HS 2903 < 1 kg and > 0", "txt"),
    ("a.jpg", samples.photo, "jpeg"),
    ("A.JPEG", samples.photo, "jpeg"),
    ("cmyk.jpg", lambda: samples.photo(mode="CMYK"), "jpeg"),
    ("a.png", lambda: samples.photo("PNG", mode="RGBA"), "png"),
    ("palette.png", lambda: samples.photo("PNG", mode="P"), "png"),
    ("deep.png", lambda: samples.photo("PNG", mode="I;16"), "png"),
    ("a.webp", lambda: samples.photo("WEBP"), "webp"),
    ("lossless.webp", lambda: samples.photo("WEBP", lossless=True), "webp"),
    ("a.avif", lambda: samples.photo("AVIF"), "avif"),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.id)
def test_a_hostile_file_is_refused_for_its_own_reason(attack):
    with pytest.raises(ValidationError) as refused:
        judge(samples.upload(attack.name, attack.content()), KINDS)

    assert refused.value.code == attack.code
    assert refused.value.messages[0]


@pytest.mark.parametrize(("name", "content", "kind"), HONEST, ids=lambda value: value if isinstance(value, str) else "")
def test_an_honest_file_is_taken_for_what_it_is(name, content, kind):
    judged = judge(samples.upload(name, content()), KINDS)

    with judged.file:
        assert judged.kind.name == kind
        assert judged.size == len(judged.file.read())
        assert judged.remarks == []


@pytest.mark.parametrize("text", ["=" * 500_000, "\n" * 500_000, ",= " * 200_000, "<" * 500_000, "='a|" * 100_000])
def test_no_text_makes_its_judgement_long(text):
    start = time.process_time()

    judge(samples.upload("a.csv", text.encode()), KINDS).file.close()

    assert time.process_time() - start < 2


def test_a_cleaned_file_is_taken_again():
    first = judge(samples.upload("a.docx", samples.word()), KINDS)

    second = judge(samples.upload("a.docx", first.file.read()), KINDS)

    assert second.sha256 == first.sha256


def test_a_kind_that_is_not_allowed_here_is_refused_with_the_list_of_those_that_are():
    with pytest.raises(ValidationError) as refused:
        judge(samples.upload("a.zip", samples.packed({"a.txt": "a"})), ["pdf", "docx"])

    assert refused.value.messages == ["A file of this kind is not taken here. Send one of these: PDF, Word (.docx)."]


def test_a_file_over_the_bound_of_its_kind_is_refused_with_the_bound():
    with pytest.raises(ValidationError) as refused:
        judge(samples.upload("a.csv", b"a" * (10 * 1024 * 1024 + 1)), KINDS)

    assert refused.value.messages == [
        "The file is larger than 10 MB. Make it smaller, for example with smaller pictures."
    ]


@pytest.mark.parametrize(
    ("sizes", "code"),
    [
        pytest.param([1, 1, 1, 1], "too_many_files", id="too many"),
        pytest.param([6, 6], "too_large_together", id="too large together"),
    ],
)
def test_files_are_counted_and_added_up(sizes, code):
    files = [samples.upload(f"{number}.txt", b"a" * size) for number, size in enumerate(sizes)]

    with pytest.raises(ValidationError) as refused:
        check_batch(files, files_at_most=3, bytes_at_most=10)

    assert refused.value.code == code


def test_every_refusal_says_what_to_do_in_whole_sentences():
    assert all(str(message).endswith(".") for message in MESSAGES.values())
