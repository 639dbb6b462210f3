"""Schema.org data for search engines: what is the same on every page."""

from .frame import frame_for


def page_graph(page, request):
    """Return the JSON-LD graph of a page: the organisation, the path to the page, the page type's own objects."""
    root = page.get_site().root_url if page.get_site() else ""
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
