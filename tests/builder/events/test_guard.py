"""The event log only grows."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from builder.events import announce
from builder.models import EventRow

from .teahouse import tea

pytestmark = pytest.mark.django_db

REFUSED = {
    "sqlite": [lambda log: log.update(type="another")],
    "postgresql": [lambda log: log.update(type="another"), lambda log: log.delete()],
}


@pytest.mark.parametrize("tamper", REFUSED[connection.vendor])
def test_nobody_rewrites_history(tamper):
    """The database itself refuses; SQLite lets events be deleted, since emptying a table is the same there."""
    announce(tea())

    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        tamper(EventRow.objects.all())
