import pytest

from greencustoms.core.pagination import paginate


@pytest.mark.parametrize(
    ("asked", "number"),
    [("1", 1), ("2", 2), ("-1", 3), ("99999999999999999999", 3), ("zwei", 1), ("", 1), ("\x00", 1), ("9" * 100_000, 3)],
)
def test_a_page_number_that_makes_no_sense_gives_the_nearest_page(rf, asked, number):
    results = paginate(list(range(25)), rf.get("/", {"page": asked}), size=10)

    assert results.number == number


def test_neighbours_keep_the_other_parameters(rf):
    results = paginate(list(range(25)), rf.get("/?q=waste&page=2"), size=10)

    assert results.items == list(range(10, 20))
    assert results.previous_url == "?q=waste&page=1"
    assert results.next_url == "?q=waste&page=3"


def test_an_empty_list_has_one_empty_page(rf):
    results = paginate([], rf.get("/"))

    assert (len(results), results.pages, results.previous_url, results.next_url) == (0, 1, "", "")
