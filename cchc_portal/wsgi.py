"""The web server's entrance."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cchc_portal.settings")

application = get_wsgi_application()

from cchc_portal.running.checks import refuse_faults, refuse_unsafe_role  # noqa: E402  # needs the apps

refuse_unsafe_role()
refuse_faults()
