"""What must not be started."""

from __future__ import annotations

import pytest

from builder.events.checks import check_broker, check_secret_key


@pytest.mark.parametrize("broker", ["filesystem://", "sqla+sqlite:///queue.db", "sqlalchemy+postgresql://x/y"])
def test_brokers_that_lose_messages_are_refused(settings, broker):
    """Both were measured to destroy or hide messages."""
    settings.CELERY_BROKER_URL = broker

    assert ["builder.E001"] == [found.id for found in check_broker()]


@pytest.mark.parametrize("broker", ["memory://", "redis://localhost/0", "rediss://host/0", "amqp://host"])
def test_other_brokers_are_fine(settings, broker):
    """They are only a doorbell."""
    settings.CELERY_BROKER_URL = broker

    assert [] == check_broker()


def test_the_development_key_does_not_go_into_production(settings):
    """Everybody knows it."""
    settings.SECRET_KEY = settings.DEVELOPMENT_KEY

    assert ["builder.E002"] == [found.id for found in check_secret_key()]
