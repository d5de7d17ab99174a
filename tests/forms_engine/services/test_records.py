"""Submitting, amending, deleting and restoring records."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from builder.exceptions import Conflict, Invalid, NotAllowed, NotFound
from builder.models import EventRow
from forms_engine.selectors.records import get_record
from forms_engine.services.records import amend_record, delete_record, restore_record, submit_record
from tests.forms_engine.making import make_app, make_form, make_person, make_role

pytestmark = pytest.mark.django_db

PURCHASE = {
    "subject": {"type": "text", "max_length": 50},
    "needed_by": "date",
    "urgent": "checkbox",
    "status": {"type": "choice", "options": [{"key": "new"}, {"key": "done"}], "default": "new"},
    "items": {
        "type": "lines",
        "columns": {
            "name": "text",
            "quantity": {"type": "number", "decimals": 0},
            "price": "money",
            "amount": {"type": "formula", "expression": "quantity * price", "result": "money"},
        },
    },
    "total": {"type": "formula", "expression": "SUM(items.amount)", "result": "money"},
}


@pytest.fixture
def boss():
    return make_person("boss", is_staff=True)


@pytest.fixture
def form(boss):
    return make_form(make_app(), "purchase", PURCHASE, required=["subject"], x_title="{number} {subject}")


def problems(error):
    """Return paths and codes."""
    return [(problem.path, problem.code) for problem in error.value.problems]


def test_a_record_is_computed_and_kept(boss, form):
    """Defaults, formulas of rows and totals are there when it is read again."""
    ref = submit_record(
        actor=boss,
        form=form,
        values={
            "subject": "Chairs",
            "needed_by": "2026-12-01",
            "items": [
                {"name": "Chair", "quantity": 3, "price": "12.50"},
                {"name": "Lamp", "quantity": 1, "price": "8"},
            ],
        },
    )

    record = get_record(boss, form, ref.id)

    assert ("1", 1, "1 Chairs") == (record["number"], record["revision"], record["title"])
    assert "45.50" == record["values"]["total"]
    assert ["37.50", "8.00"] == [row["amount"] for row in record["values"]["items"]]
    assert ("2026-12-01", "new", None) == tuple(record["values"][key] for key in ("needed_by", "status", "urgent"))
    assert "boss" == record["labels"]["owner"]


@pytest.mark.parametrize(("language", "message"), [("en", "Above zero."), ("zh-hans", "须大于零。")])
def test_a_constraint_speaks_the_language_of_the_reader(boss, language, message):
    """Its builder wrote the sentence in both."""
    constraint = {"expression": "price > 0", "message": {"en": "Above zero.", "zh-hans": "须大于零。"}}
    form = make_form(make_app(), "offer", {"price": "number"}, x_constraints=[constraint])

    with override(language), pytest.raises(Invalid) as error:
        submit_record(actor=boss, form=form, values={"price": 0})

    assert [message] == [problem.text() for problem in error.value.problems]


def test_every_problem_has_its_path(boss, form):
    """Unknown fields, wrong types and rows are told at once."""
    with pytest.raises(Invalid) as error:
        submit_record(actor=boss, form=form, values={"subjekt": "x", "needed_by": "soon", "items": [{"quantity": 1.5}]})

    assert {("subjekt", "unknown_field"), ("needed_by", "type"), ("items.0.quantity", "decimals")} == set(
        problems(error)
    )


def test_what_is_required_must_be_there(boss, form):
    """An empty text is blank."""
    with pytest.raises(Invalid) as error:
        submit_record(actor=boss, form=form, values={"subject": "  "})

    assert [("subject", "required")] == problems(error)


def test_a_computed_field_is_not_for_writing(boss, form):
    """A value that is not what the formula gives is refused; the right one does no harm."""
    with pytest.raises(Invalid) as error:
        submit_record(actor=boss, form=form, values={"subject": "x", "total": "5.00"})
    rows = [{"quantity": 2, "price": "2.50"}]
    ref = submit_record(actor=boss, form=form, values={"subject": "x", "items": rows, "total": "5.00"})

    assert [("total", "read_only")] == problems(error)
    assert 1 == ref.revision


def test_rows_are_changed_added_removed_and_reordered(boss, form):
    """A sent list is the new list; rows keep what is not named."""
    rows = [{"name": name, "quantity": 1, "price": "1"} for name in "abc"]
    ref = submit_record(actor=boss, form=form, values={"subject": "x", "items": rows})
    a, b, c = (row["id"] for row in get_record(boss, form, ref.id)["values"]["items"])
    sent = [{"id": c}, {"name": "d", "quantity": 2, "price": "2"}, {"id": a, "quantity": 5}]

    amended = amend_record(actor=boss, form=form, record_id=ref.id, values={"items": sent}, revision=1)
    record = get_record(boss, form, ref.id)

    assert (2, "10.00") == (amended.revision, record["values"]["total"])
    assert ["c", "d", "a"] == [row["name"] for row in record["values"]["items"]]
    assert b not in [row["id"] for row in record["values"]["items"]]


def test_a_row_of_another_record_is_no_row(boss, form):
    """Ids of rows count only within their record."""
    other = submit_record(actor=boss, form=form, values={"subject": "x", "items": [{"name": "a"}]})
    row = get_record(boss, form, other.id)["values"]["items"][0]["id"]
    ref = submit_record(actor=boss, form=form, values={"subject": "y"})

    with pytest.raises(Invalid) as error:
        amend_record(actor=boss, form=form, record_id=ref.id, values={"items": [{"id": row, "name": "mine"}]})

    assert [("items.0.id", "no_such_row")] == problems(error)


def test_a_stale_change_tells_both_versions(boss, form):
    """Who was faster wins; the other learns what changed."""
    ref = submit_record(actor=boss, form=form, values={"subject": "x"})
    amend_record(actor=boss, form=form, record_id=ref.id, values={"subject": "theirs"}, revision=1)

    with pytest.raises(Conflict) as error:
        amend_record(actor=boss, form=form, record_id=ref.id, values={"subject": "mine"}, revision=1)

    told = error.value.extra
    assert ("mine", "theirs", 2) == (told["yours"]["subject"], told["theirs"]["subject"], told["revision"])
    assert ["subject"] == told["changed"]


def test_events_tell_before_and_after(boss, form):
    """The log holds every change with its door."""
    ref = submit_record(actor=boss, form=form, values={"subject": "x"}, via="api")
    amend_record(actor=boss, form=form, record_id=ref.id, values={"subject": "y", "urgent": True})
    delete_record(actor=boss, form=form, record_id=ref.id)
    restore_record(actor=boss, form=form, record_id=ref.id)

    rows = list(EventRow.objects.filter(form_id=form.pk).order_by("id").values_list("type", "via", "change"))

    assert [
        ("record.submitted", "api", {"subject": [None, "x"], "status": [None, "new"], "total": [None, "0.00"]}),
        ("record.amended", "form", {"subject": ["x", "y"], "urgent": [None, True]}),
        ("record.deleted", "form", None),
        ("record.restored", "form", None),
    ] == rows


def test_saving_without_a_change_writes_nothing(boss, form):
    """The same values again are no new revision."""
    ref = submit_record(actor=boss, form=form, values={"subject": "x"})

    again = amend_record(actor=boss, form=form, record_id=ref.id, values={"subject": "x"}, revision=1)

    assert (1, 1) == (again.revision, EventRow.objects.filter(form_id=form.pk).count())


def test_a_deleted_record_is_gone_until_restored(boss, form):
    """The recycle bin is another place."""
    ref = submit_record(actor=boss, form=form, values={"subject": "x"})
    delete_record(actor=boss, form=form, record_id=ref.id, revision=1)

    with pytest.raises(NotFound):
        get_record(boss, form, ref.id)

    assert "x" == get_record(boss, form, ref.id, deleted=True)["values"]["subject"]


def test_a_repeated_request_creates_once(boss, form):
    """The key of the first request answers the second."""
    first, second = (
        submit_record(actor=boss, form=form, values={"subject": "x"}, idempotency_key="k1") for _ in range(2)
    )
    with pytest.raises(Invalid):
        submit_record(actor=boss, form=form, values={"subject": "y"}, idempotency_key="k1")

    assert first == second


def test_unique_values(boss):
    """What must be unique is refused with its field; a deleted record does not count."""
    form = make_form(
        make_app(),
        "codes",
        {"code": {"type": "text", "unique": True}, "a": "text", "b": "number"},
        x_unique=[["a", "b"]],
    )
    first = submit_record(actor=boss, form=form, values={"code": "x", "a": "a", "b": 1})

    with pytest.raises(Invalid) as code:
        submit_record(actor=boss, form=form, values={"code": "x"})
    with pytest.raises(Invalid) as pair:
        submit_record(actor=boss, form=form, values={"a": "a", "b": 1})
    delete_record(actor=boss, form=form, record_id=first.id)
    submit_record(actor=boss, form=form, values={"code": "x"})

    assert [("code", "unique")] == problems(code)
    assert [("a", "unique"), ("b", "unique")] == problems(pair)


def test_links_lead_to_records_the_actor_may_see(boss):
    """A link to nothing, or to what one must not see, is refused; formulas look behind links."""
    app = make_app()
    customers = make_form(app, "customer", {"name": "text", "discount": "number"})
    orders = make_form(
        app,
        "order",
        {
            "customer": {"type": "link", "form": "customer"},
            "sum": "number",
            "due": {"type": "formula", "expression": "sum - customer.discount", "result": "number"},
        },
    )
    mine = submit_record(actor=boss, form=customers, values={"name": "Acme", "discount": 2})
    clerk = make_person("clerk")
    make_role(
        app,
        clerk,
        order={"actions": ["create", "read"]},
        customer={"actions": ["read"], "scope": {"kind": "own"}},
    )

    ref = submit_record(actor=boss, form=orders, values={"customer": mine.id, "sum": 10})
    record = get_record(boss, orders, ref.id)
    with pytest.raises(Invalid) as unknown:
        submit_record(actor=boss, form=orders, values={"customer": 999})
    with pytest.raises(Invalid) as unseen:
        submit_record(actor=clerk, form=orders, values={"customer": mine.id})

    assert (8, "Acme") == (record["values"]["due"], record["labels"]["customer"])
    assert [("customer", "no_such_reference")] == problems(unknown) == problems(unseen)


def test_rights_and_masks(boss):
    """Without the right nothing is created; hidden fields do not exist, read-only ones stay."""
    app = make_app()
    form = make_form(app, "staff", {"name": "text", "salary": "money", "grade": "text"})
    clerk, stranger = make_person("clerk"), make_person("stranger")
    make_role(
        app,
        clerk,
        staff={"actions": ["create", "read", "amend"], "fields": {"salary": "hidden", "grade": "read"}},
    )
    ref = submit_record(actor=boss, form=form, values={"name": "Ann", "salary": "10", "grade": "A"})

    with pytest.raises(NotAllowed):
        submit_record(actor=stranger, form=form, values={"name": "x"})
    with pytest.raises(Invalid) as hidden:
        amend_record(actor=clerk, form=form, record_id=ref.id, values={"salary": "99"})
    with pytest.raises(Invalid) as locked:
        amend_record(actor=clerk, form=form, record_id=ref.id, values={"grade": "B"})
    amend_record(actor=clerk, form=form, record_id=ref.id, values={"grade": "A", "name": "Bea"})

    assert [("salary", "unknown_field")] == problems(hidden)
    assert [("grade", "read_only")] == problems(locked)
    assert {"name": "Bea", "grade": "A"} == get_record(clerk, form, ref.id)["values"]
    assert "10.00" == get_record(boss, form, ref.id)["values"]["salary"]
