"""Schema.org data for search engines: what is the same on every page."""

from .frame import frame_for


def page_graph(page, request):
    """Return the JSON-LD graph of a page: the organisation, the path to the page, the page type's own objects."""
    root = root_url_of(page)
    organisation = {
        "@type": "Organization",
        "@id": f"{root}/#organisation",
        "name": "Green Customs Initiative",
        "url": root,
    }
    graph = [organisation, *page.structured_data(request)]
    ancestors = frame_for(request, page).ancestors
    if ancestors:
        steps = [
            *((link.title, request.build_absolute_uri(link.href)) for link in ancestors),
            (page.title, page.full_url),
        ]
        graph.append(
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": place, "name": name, "item": url}
                    for place, (name, url) in enumerate(steps, start=1)
                ],
            }
        )
    return {"@context": "https://schema.org", "@graph": graph}


def root_url_of(page):
    """The address of the site a page belongs to, without a slash at its end; empty if it belongs to none."""
    parts = page.get_url_parts()
    return parts[1] if parts else ""
