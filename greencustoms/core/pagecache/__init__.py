"""Whole pages for anonymous readers, kept ready and compressed in front of Django.

`application.PageCache` wraps the WSGI application. `asked` reads from a request what the answer may depend on and
leaves everything else out: a page that is stored was rendered from its key alone, so nothing a stranger sends can
get into it. `copies` says which answers may be kept and holds them compressed; `memory` keeps them in the process,
`disk` for all processes of the machine; `watch` notices within half a second that content changed, or that the
database is gone. See `docs/page-cache.md`.
"""
