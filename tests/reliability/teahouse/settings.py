"""The product's settings, and the teahouse."""

from builder.settings import *  # noqa: F403
from builder.settings import INSTALLED_APPS as PRODUCT_APPS

INSTALLED_APPS = [*PRODUCT_APPS, "tests.reliability.teahouse"]
ROOT_URLCONF = "tests.reliability.teahouse.orders"
MIDDLEWARE: list[str] = []
