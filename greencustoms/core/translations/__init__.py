"""The state of every translation, for editors and readers: `docs/translations.md` tells how it is used."""
