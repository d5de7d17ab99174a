"""How often one caller may call."""

from __future__ import annotations

from rest_framework.throttling import UserRateThrottle


class CallerThrottle(UserRateThrottle):
    """Count the requests of each person; the rate is the installation's `API_RATE`."""

    scope = "api"
