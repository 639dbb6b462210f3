"""One dated archive of database and files, and the way back. See `docs/backup.md`."""
