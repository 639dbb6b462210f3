"""Files that people send: judged by what is in them, cleaned, kept where nobody can fetch them unasked.

`judging.judge` says what a file is and gives back a cleaned copy; everything that takes a file goes through it.
`private.accept` keeps such a copy as a `core.PrivateFile`. See `docs/uploads.md`.
"""
