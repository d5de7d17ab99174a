"""What the rules engine does when something happens below."""

from builder.events import Event, inside
from flow_engine.events import ProcessFinished
from forms_engine.events import RecordAmended, RecordSubmitted
from forms_engine.selectors.followers import record_followers
from forms_engine.selectors.where_used import use_finders
from rules_engine.selectors.rules import follows_submits
from rules_engine.selectors.uses import rules_using
from rules_engine.services.running import queue_rules

record_followers.register(follows_submits)
use_finders.register(rules_using)


@inside(RecordSubmitted, RecordAmended, ProcessFinished)
def start_rules(event: Event) -> None:
    """Queue the rules that wait for this, so that they run even if the process dies now."""
    queue_rules(event)
