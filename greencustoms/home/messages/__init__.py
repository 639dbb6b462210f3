"""Public forms: write to the secretariat, tell of a practice. See `docs/public-forms.md`."""
