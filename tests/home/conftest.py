"""Folders of content."""

import pytest

from .small_content import ABOUT, HOME, PARTNER_INDEX, PARTNERS, WORKSHOP_INDEX, WORKSHOPS


@pytest.fixture
def content(tmp_path, home):
    """A small folder of content files, as a function that writes one of them."""

    def write(name, text):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.lstrip(), encoding="utf-8")

    write("pages/home.yaml", HOME)
    write("pages/about.yaml", ABOUT)
    write("pages/partners.yaml", PARTNER_INDEX)
    write("partners.yaml", PARTNERS)
    write("pages/workshops.yaml", WORKSHOP_INDEX)
    write("workshops.yaml", WORKSHOPS)
    write.path = tmp_path
    return write
