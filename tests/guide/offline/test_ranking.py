"""The finder of a phone ranks as the one of the site: both are asked what people type, with the list of the site."""

import json
import subprocess

import brotli
import pytest
from django.conf import settings

from guide.finder import find
from guide.offline.finder_index import LARGEST, index_file
from tests.guide.test_finder import ABSENT, QUERIES, whole_list  # noqa: F401 - a fixture

ASK = """
import { readFileSync } from "node:fs";
const { Index } = await import(`${process.argv[1]}/index.js`);
const { find } = await import(`${process.argv[1]}/ranking.js`);
const { index, queries } = JSON.parse(readFileSync(0, "utf8"));
const made = new Index(JSON.parse(index));
const told = queries.map((query) => {
    const answer = find(made, query);
    const hits = answer.hits.map((hit) => [made.items[hit.item], hit.rounded, hit.strength]);
    return [hits, answer.total, answer.isAmbiguous, answer.recognised.map((code) => code.written)];
});
process.stdout.write(JSON.stringify(told));
"""


def asked_of_the_site(query):
    answer = find(query, "en")
    hits = [[hit.item.slug, hit.score, hit.strength] for hit in answer.hits]
    return [hits, answer.total, answer.is_ambiguous, [code.value for code in answer.recognised_as]]


def asked_of_the_phone(index, queries):
    folder = settings.BASE_DIR / "static" / "js" / "offline" / "finder"
    given = json.dumps({"index": index, "queries": queries})
    done = subprocess.run(
        ["node", "--input-type=module", "--no-warnings", "-e", ASK, folder],
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


# In the worker that loads the content for the finder. Not beside a browser, whose loop keeps Django from its database.
@pytest.mark.xdist_group("whole content")
def test_a_phone_ranks_as_the_site_does(whole_list):  # noqa: F811
    queries = [str(query) for part in QUERIES.values() for query, _right in part] + ABSENT
    index = index_file("en")

    answers = asked_of_the_phone(index, queries)

    expected = [asked_of_the_site(query) for query in queries]
    assert len(queries) > 1000
    assert [query for query, one, other in zip(queries, answers, expected, strict=True) if one != other] == []
    assert len(brotli.compress(index.encode())) < LARGEST
