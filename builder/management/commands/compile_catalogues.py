"""Compile the translations, where they changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from builder.catalogues import compile_stale


class Command(BaseCommand):
    """Like compilemessages, without gettext's tools."""

    help = "Compile translation catalogues that are newer than their compiled form."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compile and say what."""
        for path in compile_stale(Path(folder) for folder in settings.LOCALE_PATHS):
            self.stdout.write(f"Compiled {path}.")
