"""Settings of the test run: the product's own, with quick hashing and no background thread."""

import os
import tempfile
from pathlib import Path

# Tests decide themselves when background work runs.
os.environ["EMBEDDED_WORKER"] = "0"
os.environ.setdefault("DEBUG", "0")

from builder.settings import *  # noqa: F403
from builder.settings import DATABASES, STORAGES

SCRATCH = Path(tempfile.gettempdir()) / f"millrace-tests-{os.getuid()}"
SCRATCH.mkdir(exist_ok=True)

STATIC_ROOT = SCRATCH / "static"
STATIC_ROOT.mkdir(exist_ok=True)

SECRET_KEY = "only-for-tests-" + "x" * 50
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MEDIA_ROOT = SCRATCH / f"media-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads and processes then meet real locks, as in production.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / f"test-{os.getpid()}.sqlite3")}
else:
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("TEST_DATABASE_NAME", f"test_millrace_{os.getuid()}")}
