"""Load the demo: `manage.py load_demo`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from builder.applications.demo import PASSWORD
from builder.applications.services.demo import load_apps, load_organization


class Command(BaseCommand):
    """Fill this installation with people, departments and apps to play with."""

    help = "Load demo people, departments and apps; running it again adds only what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--force`."""
        parser.add_argument("--force", action="store_true", help="Load it although this looks like production.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the demo, unless this is the installation of somebody."""
        if settings.SECRET_KEY != settings.DEVELOPMENT_KEY and not options["force"]:
            raise CommandError(
                "SECRET_KEY is set, so this looks like production. The demo's password is public. "
                "Use --force if you mean it."
            )
        demo = load_organization()
        for line in load_apps(demo):
            self.stdout.write(line)
        self.stdout.write(
            f"{len(demo.people)} people are ready. Sign in as {demo.administrator.username} (administrator) "
            f"or as any of {', '.join(name for name in demo.people if name != demo.administrator.username)}; "
            f"the password is {PASSWORD}."
        )
