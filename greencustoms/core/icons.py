"""The signs of the site: line drawings in `templates/icons`, each always beside a word."""

from django.utils.translation import gettext_lazy as _

GOODS_ICONS = [
    ("waste", _("Waste and scrap")),
    ("lmo", _("Grain with a helix: living modified organisms")),
    ("wild", _("Turtle: wild animals and plants")),
    ("tox", _("Flask: toxic chemicals")),
    ("hg", _("Thermometer: mercury")),
    ("gas", _("Cylinder: refrigerants")),
    ("drum", _("Drum: pesticides and industrial chemicals")),
    ("pop", _("Drop: persistent pollutants")),
    ("prac", _("Clipboard: practice")),
    ("unk", _("Crate: other goods")),
]
