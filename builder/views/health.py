"""Whether this process can do its work, for load balancers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from builder.organization.selectors.workspace import current_workspace


@never_cache
@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say `ok` when the database answers."""
    del request
    current_workspace()
    return HttpResponse("ok\n", content_type="text/plain")
