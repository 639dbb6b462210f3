"""The WSGI application that gunicorn serves: Django, with the kept pages in front."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greencustoms.settings.dev")

django_application = get_wsgi_application()

from greencustoms.core.pagecache.application import PageCache  # noqa: E402 - needs the settings that Django has read

application = PageCache(django_application)
