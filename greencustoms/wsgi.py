"""The WSGI application that gunicorn serves: Django, with the kept pages in front."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greencustoms.settings.dev")

django_application = get_wsgi_application()

# These need the settings that Django has read.
from greencustoms.core.pagecache.application import PageCache  # noqa: E402
from greencustoms.core.patience import limit_waiting  # noqa: E402

application = PageCache(django_application)
limit_waiting(is_gone=lambda: application.watch.is_gone)
