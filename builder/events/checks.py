"""System checks: what must not be started like this."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

LOSSY_TRANSPORTS = {"filesystem", "sqlalchemy", "sqla", "db"}


@register("builder")
def check_broker(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse brokers that destroy messages or hide them for ever."""
    transport = urlsplit(settings.CELERY_BROKER_URL).scheme.partition("+")[0]
    if transport not in LOSSY_TRANSPORTS:
        return []
    return [
        Error(
            f"The {transport} broker loses messages.",
            hint="Leave REDIS_URL empty: the embedded worker needs no broker.",
            id="builder.E001",
        )
    ]


@register(Tags.security, deploy=True)
def check_secret_key(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse to go into production with the key that everybody knows."""
    if settings.SECRET_KEY != settings.DEVELOPMENT_KEY:
        return []
    return [
        Error(
            "SECRET_KEY is the public development key.",
            hint="Set SECRET_KEY to a long random text, for example from: python -c "
            "'import secrets; print(secrets.token_urlsafe(50))'",
            id="builder.E002",
        )
    ]
