"""All addresses. Those with a dot and those of machines are here; pages are routed by Wagtail."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from greencustoms.accounts.views.entrance import admin_sign_in, page_sign_in
from greencustoms.api.views import page as api_page
from greencustoms.core import views
from greencustoms.core.media import serve_media
from greencustoms.core.uploads.documents import serve_document
from greencustoms.home.figures_csv import figures_csv
from greencustoms.home.messages.views import public_form, public_form_sent
from greencustoms.home.search.views import search
from greencustoms.home.sitemaps import PageSitemap
from guide.offline.views import worker
from guide.sitemaps import GuideSitemap
from workshops.sitemaps import CountrySitemap

handler400 = "greencustoms.core.error_pages.bad_request"
handler403 = "greencustoms.core.error_pages.permission_denied"
handler404 = "greencustoms.core.error_pages.not_found"
handler500 = "greencustoms.core.error_pages.server_error"

SITEMAPS = {"pages": PageSitemap, "guide": GuideSitemap, "countries": CountrySitemap}

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("view/text/", views.choose_view, {"choice": "text"}, name="view-text"),
    path("view/full/", views.choose_view, {"choice": "full"}, name="view-full"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("sw.js", worker, name="service-worker"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.svg", permanent=False)),
    path("admin/login/", admin_sign_in, name="admin-login"),
    re_path(r"^admin/password_reset(?:/.*)?$", admin_sign_in),
    path("admin/", include(wagtailadmin_urls)),
    # Before Wagtail's own address for the same, which stays the one that links are made with.
    re_path(r"^documents/(\d+)/(.*)$", serve_document),
    path("account/", include("greencustoms.accounts.urls")),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.+)$", serve_media, name="media"),
    path("portal/", include("portal.urls")),
    path("api/", include("greencustoms.api.urls")),
    path("language/<slug:code>/", views.choose_language, name="choose-language"),
    re_path(r"^(?:api|static|media|documents)(?:/.*)?$", views.no_such_address),
    re_path(r"^(?:account|portal|language)/.+$", views.no_such_address),
    re_path(r"^zh(?:-cn)?/(?P<rest>.*)$", RedirectView.as_view(url="/zh-hans/%(rest)s", query_string=True)),
]

urlpatterns += i18n_patterns(
    path("_util/login/", page_sign_in),
    path("search/", search, name="search"),
    path("api/", api_page, name="api-page"),
    path("contact/write/", public_form, {"name": "contact"}, name="contact-form"),
    path("contact/write/sent/", public_form_sent, {"name": "contact"}, name="contact-form-sent"),
    path("greening-operations/write/", public_form, {"name": "practice"}, name="practice-form"),
    path("greening-operations/write/sent/", public_form_sent, {"name": "practice"}, name="practice-form-sent"),
    path("offline/", include("guide.offline.urls")),
    path("workshops/", include("workshops.urls")),
    path("achievements/figures.csv", figures_csv, name="achievements-csv"),
    path("", include(wagtail_urls)),
)
