"""A registry of models that come and go while the program runs."""

from __future__ import annotations

from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.db import models

LABEL = "records"


class GenerationApps(Apps):
    """The models of one generation of one app.

    It lists only its own models, so that reverse relations between them work, and looks for people and departments
    among the installed models, which never learn of it: nothing keeps an old generation alive.
    """

    def __init__(self) -> None:
        super().__init__()
        self.apps_ready = self.models_ready = self.ready = True

    def get_models(self, include_auto_created: bool = False, include_swapped: bool = False) -> list[type[models.Model]]:
        """Return the models of this generation."""
        del include_auto_created, include_swapped
        return [model for label in self.all_models.values() for model in label.values()]

    def get_registered_model(self, app_label: str, model_name: str) -> type[Any]:
        """Return a model of this generation, or an installed one."""
        try:
            return super().get_registered_model(app_label, model_name)
        except LookupError:
            return installed.get_registered_model(app_label, model_name)

    def clear_cache(self) -> None:
        """Expire what the models of this generation know about each other, and nothing else."""
        for model in self.get_models():
            model._meta._expire_cache()  # type: ignore[attr-defined]
