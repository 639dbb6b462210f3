"""A small folder of content that the tests of `load_content` share, and how they load it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page, Revision

from greencustoms.core.models import LoadedEntry

HOME = """
type: home
path: ""
title: Green Customs Initiative
summary: Green Customs trains customs officers.
stop_line: Stop illegal trade.
pass_line: Let legal trade pass.
lead: Green Customs trains officers.
"""
ABOUT = """
type: information
path: about
title: About
summary: What Green Customs is.
body:
  - text: See the [partners](page:partners) and [CITES](page:partners/cites).
"""
PARTNER_INDEX = """
type: partner-index
path: partners
title: Partners
summary: All partners.
in_menu: true
"""
PARTNERS = """
- slug: cites
  title: CITES
  full_name: Secretariat of CITES
  acronym: CITES
  kind: treaty-secretariat
  city: Geneva
  country: CH
  summary: Wild animals and plants.
  body:
    - text: Read [about us](page:about).
"""
WORKSHOP_INDEX = """
type: workshop-index
path: workshops
title: Workshops
summary: All workshops.
"""
WORKSHOPS = """
- id: 2012-minsk
  slug: minsk
  title: Workshop in Minsk
  place: Minsk
  country: BY
  level: sub-regional
  status: held
  month: 2012-05
  partners: [cites]
  countries: [BY, AZ]
  languages: [en]
  summary: A workshop.
"""


def load(content, **options):
    output = StringIO()
    call_command("load_content", path=content.path, stdout=output, **options)
    return output.getvalue().strip()


def problems_of(content):
    """What is wrong, as "file:line: message", and proof that nothing was loaded."""
    with pytest.raises(CommandError) as caught:
        load(content)
    assert Page.objects.count() == 2
    assert not LoadedEntry.objects.exists()
    return str(caught.value).replace(f"{content.path}/", "").splitlines()[1:]


def snapshot():
    """Everything a second run might change."""
    pages = Page.objects.values_list("pk", "path", "live", "latest_revision_id", "last_published_at")
    return list(pages), Revision.objects.count(), list(LoadedEntry.objects.values_list("key", "loaded_at"))
