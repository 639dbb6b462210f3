"""What Wagtail exports from its own lists and reports holds no formula either."""

import csv
import io

import pytest

from tests.factories.pages import InformationPageFactory

FORMULA = '=HYPERLINK("https://evil.example","Read me")'


@pytest.mark.parametrize("address", ["/admin/reports/aging-pages/", "/admin/reports/site-history/"])
def test_a_title_is_no_formula_in_the_csv_file_of_a_report(admin_client, home, address):
    page = InformationPageFactory(parent=home, title=FORMULA)
    page.save_revision(log_action=True).publish()

    answer = admin_client.get(f"{address}?export=csv")

    cells = [cell for row in csv.reader(io.StringIO(answer.getvalue().decode())) for cell in row]
    assert f"'{FORMULA}" in cells
    assert FORMULA not in cells
