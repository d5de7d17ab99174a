"""Which static files are served: the product's own, and of the libraries only what its pages load."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Django's static files, without what nobody asks for."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "rest_framework",
        "htmx-2*",
        "htmax-*",
        "ext",
        "*.test.js",
        "*.map",
    ]
