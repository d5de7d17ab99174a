"""The ASGI door."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "builder.settings")
application = get_asgi_application()

from builder.events import embedded  # noqa: E402 -- needs the applications

embedded.start()
