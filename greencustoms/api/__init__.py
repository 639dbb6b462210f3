"""The read API: everything public on the site as JSON, for other portals. See `docs/api.md`.

`datasets/` says what each set of data holds, `operations.py` makes addresses and the OpenAPI description of them,
`bulk.py` whole files, `views.py` the page that people read.
"""
