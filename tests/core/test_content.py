"""How content files are read: places, problems, values, Markdown and blocks."""

from datetime import date

import pytest

from greencustoms.core.content import STORY_BLOCKS, ContentError, ContentFolder, read_body
from greencustoms.core.content.rich_text import to_rich_text


@pytest.fixture
def read(tmp_path):
    """Read that YAML as one entry of one file."""

    def read_entry(text):
        (tmp_path / "one.yaml").write_text(text, encoding="utf-8")
        return ContentFolder(tmp_path).entry("one.yaml")

    return read_entry


def problems_of(folder, addresses=()):
    """The problems noted, as "line: message"."""
    folder.finish(addresses)
    with pytest.raises(ContentError) as caught:
        folder.problems.stop_if_any()
    return [line.partition("one.yaml:")[2] for line in str(caught.value).splitlines()]


def test_values_come_by_key_and_kind(read):
    entry = read(
        "title: Some\n  words\nyear: 2012\nshown: true\nfrom: 2012-05-29\nmonth: 2012-05\ncountries: [NO, FR]\n"
    )

    assert entry.text("title") == "Some words"
    assert entry.number("year") == 2012
    assert entry.flag("shown") is True
    assert entry.day("from") == date(2012, 5, 29)
    assert entry.month("month") == date(2012, 5, 1)
    assert entry.countries() == ["NO", "FR"]


@pytest.mark.parametrize(
    ("yaml", "ask", "problem"),
    [
        pytest.param("a: 1", lambda e: e.text("title"), "1: ‘title’ is missing", id="missing key"),
        pytest.param("\ntitle:", lambda e: e.text("title"), "2: ‘title’ is empty", id="key without value"),
        pytest.param("title: ' '", lambda e: e.text("title"), "1: ‘title’ is empty", id="nothing but spaces"),
        pytest.param(
            "title: 2012",
            lambda e: e.text("title"),
            "1: ‘title’ must be text: put it between quotes",
            id="number for text",
        ),
        pytest.param("title: [a]", lambda e: e.text("title"), "1: ‘title’ must be text", id="list for text"),
        pytest.param("a: x", lambda e: e.number("a"), "1: ‘a’ must be a whole number", id="text for number"),
        pytest.param("a: true", lambda e: e.number("a"), "1: ‘a’ must be a whole number", id="true for number"),
        pytest.param("a: yes", lambda e: e.flag("a"), "1: ‘a’ must be true or false", id="yes for true"),
        pytest.param(
            "a: 2012-02-30",
            lambda e: e.day("a"),
            "1: ‘a’ must be a day such as 2012-05-29, not “2012-02-30”",
            id="day in no calendar",
        ),
        pytest.param(
            "a: May 2012",
            lambda e: e.month("a"),
            "1: ‘a’ must be a month such as 2012-05, not “May 2012”",
            id="month in words",
        ),
        pytest.param(
            "a: x", lambda e: e.choice("a", ["b", "c"]), "1: ‘a’ cannot be “x”, only: b, c", id="unknown choice"
        ),
        pytest.param(
            "a: XX",
            lambda e: e.country("a"),
            "1: ‘a’: “XX” is not the code of a country (ISO 3166-1 alpha-2)",
            id="unknown country",
        ),
        pytest.param(
            "countries:\n- FR\n- FR",
            lambda e: e.countries(),
            "3: “FR” stands twice in ‘countries’",
            id="twice in a list",
        ),
        pytest.param(
            "a: [1]",
            lambda e: e.texts("a"),
            "1: each item of ‘a’ must be text: put it between quotes",
            id="number in a list of text",
        ),
        pytest.param(
            "slug: A b",
            lambda e: e.slug(),
            "1: ‘slug’ must be small letters, digits and hyphens, not “A b”",
            id="bad slug",
        ),
        pytest.param(
            "title: Some **bold** words",
            lambda e: e.text("title"),
            "1: ‘title’ is plain text: Markdown would be shown as it stands",
            id="Markdown in plain text",
        ),
    ],
)
def test_a_bad_value_is_named_with_its_line(read, yaml, ask, problem):
    entry = read(yaml)

    ask(entry)

    assert problem in problems_of(entry.folder)


def test_a_key_nobody_asks_for_is_unknown_and_a_similar_one_is_suggested(read):
    entry = read("title: A\nsumary: B\n")

    entry.text("title")
    entry.text("summary", required=False)

    assert problems_of(entry.folder) == ["2: unknown key ‘sumary’. Did you mean ‘summary’?"]


def test_what_is_inside_an_optional_mapping_is_not_missed_when_the_mapping_is_left_out(read):
    entry = read("{}")

    assert entry.entry("source", required=False).text("title") == ""

    entry.folder.finish([])
    entry.folder.problems.stop_if_any()


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        pytest.param("a: 1\na: 2\n", "2: ‘a’ stands here a second time", id="the same key twice"),
        pytest.param("1: a\n", "1: a key must be a word, not “1”", id="a number as key"),
        pytest.param("a: [1, 2\nb: 3\n", "2: this is not valid YAML", id="bracket left open"),
        pytest.param("a: 'b\n", "this is not valid YAML", id="quote left open"),
        pytest.param("a: !!python/object:os.system x\n", "1: this is not valid YAML", id="a Python object"),
        pytest.param("a: 1\nb: \x07\n", "2: this is not valid YAML", id="control character"),
        pytest.param("- a\n", "1: this file must be one mapping", id="list in place of a mapping"),
        pytest.param("# Only a comment.\n", "1: this file is empty", id="nothing in it"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path, yaml, problem):
    (tmp_path / "one.yaml").write_text(yaml, encoding="utf-8")
    folder = ContentFolder(tmp_path)

    folder.entry("one.yaml")

    assert any(problem in found for found in problems_of(folder))


def test_a_file_in_another_encoding_is_named(tmp_path):
    (tmp_path / "one.yaml").write_bytes("title: Malé".encode("latin-1"))
    folder = ContentFolder(tmp_path)

    folder.entry("one.yaml")

    assert problems_of(folder) == ["1: this file is not UTF-8 text"]


def test_a_file_with_another_ending_among_content_files_is_named(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "about.yml").write_text("a: 1")
    folder = ContentFolder(tmp_path)

    folder.entries_of_each("pages")

    with pytest.raises(ContentError, match=r"pages/about.yml:1: only files that end in .yaml belong here"):
        folder.problems.stop_if_any()


def test_all_problems_come_to_light_in_one_run_in_the_order_of_their_lines(read):
    entry = read("year: x\ntitle: 1\n")

    entry.text("title")
    entry.number("year")
    entry.text("summary")

    assert [problem[0] for problem in problems_of(entry.folder)] == ["1", "1", "2"]


def test_a_reference_to_no_page_is_named(read):
    entry = read("partner: unp\ntext: See [this](page:guide/cits) and [that](page:guide).\n")

    entry.page("partner", under="partners", noun="partner")
    entry.markdown("text")

    assert problems_of(entry.folder, addresses=["guide", "partners/unep"]) == [
        "1: ‘partner’: there is no partner “unp”",
        "2: ‘text’ links to “page:guide/cits”, which is no page",
    ]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("One\nline", "<p>One line</p>"),
        ("A **b** *c*", "<p>A <b>b</b> <i>c</i></p>"),
        ("One\n\nTwo", "<p>One</p><p>Two</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("[x](https://a.org/?b=1&c=2)", '<p><a href="https://a.org/?b=1&amp;c=2">x</a></p>'),
        ("[x](page:guide/cites)", '<p><a linktype="page" id="guide/cites">x</a></p>'),
        ('<b>1</b> & "2" < 3', '<p>&lt;b&gt;1&lt;/b&gt; &amp; "2" &lt; 3</p>'),
        ("", ""),
    ],
)
def test_markdown_becomes_rich_text(markdown, html):
    assert to_rich_text(markdown)[0] == html


@pytest.mark.parametrize(
    ("markdown", "refused"),
    [
        ("# Title", "<h1>"),
        ("> Quote", "<blockquote>"),
        ("`code`", "<code>"),
        ("![a](b.png)", "<img>"),
        ("[x](javascript:alert(1))", "a link to “javascript:alert(1)”"),
        ("[x](/en/guide/)", "a link to “/en/guide/”"),
    ],
)
def test_markdown_that_rich_text_cannot_hold_is_refused(markdown, refused):
    assert to_rich_text(markdown)[2] == [refused]


def test_a_body_is_a_list_of_blocks(read):
    entry = read("body:\n- heading: One\n- subheading: Two\n- text: Three\n- notice: {tone: care, text: Four}\n")

    assert read_body(entry, "body", STORY_BLOCKS) == [
        {"type": "heading", "value": {"text": "One", "level": "h2"}},
        {"type": "heading", "value": {"text": "Two", "level": "h3"}},
        {"type": "text", "value": "<p>Three</p>"},
        {"type": "notice", "value": {"tone": "care", "text": "<p>Four</p>"}},
    ]


def test_a_column_with_a_link_in_it_holds_rich_text(read):
    entry = read("body:\n- table: {caption: C, header: [A, B], rows: [[a, '[x](page:guide)'], [b, c]]}\n")

    table = read_body(entry, "body", STORY_BLOCKS)[0]["value"]["table"]

    assert [column["type"] for column in table["columns"]] == ["text", "rich_text"]
    assert table["rows"][1]["values"] == ["b", "<p>c</p>"]


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        pytest.param("paragraf: x", "2: there is no block ‘paragraf’", id="unknown block"),
        pytest.param("{heading: x, text: y}", "2: a block must have exactly one key", id="two in one"),
        pytest.param("links: {items: [{title: A}]}", "2: a link needs either ‘page’ or ‘url’", id="link to nowhere"),
        pytest.param("notice: {tone: loud, text: x}", "2: ‘tone’ cannot be “loud”", id="unknown tone"),
        pytest.param(
            "table: {caption: C, header: [A, B], rows: [[a]]}",
            "2: this row has 1 cells under 2 headings",
            id="short row",
        ),
        pytest.param("just words", "2: each item of ‘body’ must be a mapping", id="no block at all"),
    ],
)
def test_a_bad_block_is_named_with_its_line(read, block, problem):
    entry = read(f"body:\n- {block}\n")

    read_body(entry, "body", STORY_BLOCKS)

    assert any(problem in found for found in problems_of(entry.folder))
