"""What translators are offered, and what is the same in every language.

The translation package offers every text of a model to translators. Addresses, codes and names kept as recorded are
none of their business: each model names them in `override_translatable_fields`.
"""

from wagtail_localize.fields import SynchronizedField


def same_in_all_languages(*names):
    """Fields that are copied from the source language and cannot be changed in a translation."""
    return [SynchronizedField(name, overridable=False) for name in names]
