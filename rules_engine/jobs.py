"""The rules engine's background work."""

from builder.events import caused_by
from builder.events.jobs import job
from builder.models import EventRow, Job
from rules_engine.services.running import RULE_JOB, run_rule


@job(RULE_JOB)
def run(work: Job) -> None:
    """Run one rule for one event."""
    if work.event_id is None:
        return
    depth = EventRow.objects.values_list("depth", flat=True).get(pk=work.event_id)
    with caused_by(work.event_id, depth):
        run_rule(version_id=work.payload["version"], event_id=work.event_id)
