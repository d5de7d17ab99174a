"""The teahouse's entry in Django."""

from django.apps import AppConfig


class TeahouseConfig(AppConfig):
    """The teahouse."""

    name = "tests.reliability.teahouse"
    label = "teahouse"

    def ready(self) -> None:
        """Begin to listen."""
        from . import orders  # noqa: F401
