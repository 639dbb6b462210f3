"""The form a workshop is edited with."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from greencustoms.core.models import BasePageForm


class WorkshopPageForm(BasePageForm):
    """Checks the dates against each other and against the year page above."""

    def clean(self):
        cleaned = super().clean()
        start = cleaned.get("start_date")
        year_page = self.parent_page.specific if self.parent_page else None
        if start and hasattr(year_page, "year") and start.year != year_page.year:
            self.add_error(
                "start_date",
                ValidationError(
                    _(
                        "This page stands under %(year)s, but the workshop begins in %(other)s. Move it or mend the date."
                    )
                    % {"year": year_page.year, "other": start.year}
                ),
            )
        return cleaned
