import pytest
from tests.factories.guide import locale
from tests.factories.pages import ChapterPageFactory
def test_x(r22, montreal, guide_index):
    fi = guide_index.copy_for_translation(locale("fr"), copy_parents=True)
    c=ChapterPageFactory(parent=fi, locale=locale("fr"), translation_key=montreal.translation_key, title="Protocole de Montréal")
    print("PAGE", fi.live, c.live, c.locale, c.translation_key==montreal.translation_key, c.pk)
    from guide.finder.index import get_index
    print(get_index().chapters)
    assert 0
