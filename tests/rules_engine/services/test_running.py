"""Running rules: conditions, refusals, switching off, and trying without a trace."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from builder.events.runner import drain
from builder.models import Incident, Job
from forms_engine.selectors.records import RecordQuery, list_records
from forms_engine.services.imports import start_import, upload_import
from forms_engine.services.records import amend_record
from rules_engine.engine import MAX_FAILURES
from rules_engine.models import RuleRun
from rules_engine.services.rules import try_draft, update_rule
from tests.rules_engine.making import create_order, make_rule, submit

ORDER = create_order(values={"note": {"expression": "subject"}})


def count(shop) -> int:
    """Return how many orders there are."""
    return len(list_records(shop.admin, shop.order, RecordQuery()).records)


def test_the_condition_decides(shop):
    """A rule whose condition fails is logged as skipped and does nothing."""
    make_rule(shop, ORDER, condition="total > 100")
    submit(shop, subject="small", total="5.00")
    submit(shop, subject="large", total="500.00")
    drain()

    assert list(RuleRun.objects.order_by("pk").values_list("state", flat=True)) == ["skipped", "done"]
    assert count(shop) == 1


def test_old_and_new_values_are_told_apart(shop):
    """A rule about a change may compare both."""
    make_rule(
        shop,
        ORDER,
        trigger={"type": "record_amended", "settings": {"fields": ["total"]}},
        condition="total > old.total",
    )
    record = submit(shop, subject="x", total="10.00")
    amend_record(actor=shop.ann, form=shop.request, record_id=record, values={"total": "5.00"})
    amend_record(actor=shop.ann, form=shop.request, record_id=record, values={"total": "50.00"})
    amend_record(actor=shop.ann, form=shop.request, record_id=record, values={"subject": "y"})
    drain()

    assert list(RuleRun.objects.order_by("pk").values_list("state", flat=True)) == ["skipped", "done"]


def test_a_refused_step_undoes_the_whole_run(shop):
    """What the first step made is gone, and a person is told."""
    impossible = create_order(values={"on": {"value": "not a date"}})
    make_rule(shop, ORDER, impossible)
    submit(shop, subject="x")
    drain()

    run = RuleRun.objects.get()
    assert (run.state, count(shop)) == ("failed", 0)
    assert run.steps[-1]["problems"][0]["path"] == "on"
    assert Incident.objects.get().code == "RULE_FAILED"
    assert not Job.objects.exclude(state="done").exists()


def test_a_rule_that_keeps_failing_switches_itself_off(shop):
    """And its incident says so."""
    rule = make_rule(shop, create_order(values={"on": {"value": "not a date"}}))
    for number in range(MAX_FAILURES + 1):
        submit(shop, subject=str(number))
    drain()

    rule.refresh_from_db()
    assert (rule.enabled, RuleRun.objects.count()) == (False, MAX_FAILURES)
    assert Incident.objects.order_by("pk").last().detail["switched_off"]


def test_a_rule_switched_off_does_not_act(shop):
    """Switching on again clears what failed before."""
    rule = make_rule(shop, ORDER)
    update_rule(actor=shop.admin, rule=rule, enabled=False)
    submit(shop, subject="x")
    update_rule(actor=shop.admin, rule=rule, enabled=True)
    submit(shop, subject="y")
    drain()

    assert count(shop) == 1


def test_trying_leaves_no_trace(shop):
    """The answer shows what would happen; nothing of it stays."""
    rule = make_rule(shop, ORDER)
    update_rule(actor=shop.admin, rule=rule, enabled=False)
    record = submit(shop, subject="x")
    drain()

    outcome = try_draft(actor=shop.admin, rule=rule, record_id=record)

    assert outcome["acted"]
    assert outcome["steps"][0]["output"]["values"]["note"] == "x"
    assert (count(shop), RuleRun.objects.count()) == (0, 0)


def test_an_imported_record_starts_rules_too(shop):
    """A file is one more door: what a rule does for one record it does for each row."""
    make_rule(shop, ORDER, condition="total > 100")
    file = SimpleUploadedFile("requests.csv", b"Subject,Total\nsmall,5.00\nlarge,500.00\nlarger,700.00\n")
    batch = upload_import(actor=shop.admin, application=shop.app, form=shop.request, upload=file)
    columns = {"0": {"field": "subject"}, "1": {"field": "total"}}
    start_import(actor=shop.admin, batch=batch, plan={"header_row": 0, "mode": "create", "columns": columns})
    drain()

    assert sorted(RuleRun.objects.values_list("state", flat=True)) == ["done", "done", "skipped"]
    assert count(shop) == 2
