"""Finding records: scope, filters, order, pages, search."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from builder.exceptions import Invalid, NotFound
from forms_engine.selectors.records import RecordQuery, get_record, list_records, pick_records
from forms_engine.services.records import delete_record, submit_record
from tests.forms_engine.making import make_app, make_department, make_form, make_person, make_role

pytestmark = pytest.mark.django_db

TASK = {
    "name": "text",
    "size": {"type": "number", "indexed": True},
    "cost": "money",
    "due": "date",
    "done": "checkbox",
    "kind": {"type": "choice", "options": [{"key": "a", "label": "Alpha"}, {"key": "b", "label": "Beta"}]},
    "tags": {"type": "choices", "options": [{"key": "x"}, {"key": "y"}, {"key": "z"}]},
    "who": "member",
    "parts": {"type": "lines", "columns": {"part": "text", "count": "number"}},
}
ROWS = [
    {"name": "one", "size": 3, "cost": "1.50", "due": "2026-01-05", "done": True, "kind": "a", "tags": ["x", "y"]},
    {"name": "two", "size": 1, "due": "2026-02-05", "kind": "b", "tags": ["y"]},
    {"name": "three", "size": 3, "cost": "9", "kind": "a", "parts": [{"part": "wheel", "count": 4}, {"count": 1}]},
    {"name": "四号 螺丝", "due": "2026-01-20", "done": False},
    {"name": "five", "size": 2, "cost": "0.10", "parts": [{"part": "Bolt", "count": 10}]},
]


@pytest.fixture
def boss():
    return make_person("boss", is_staff=True)


@pytest.fixture
def app():
    return make_app()


@pytest.fixture
def form(app, boss):
    form = make_form(app, "task", TASK, x_title="{name}")
    for row in ROWS:
        submit_record(actor=boss, form=form, values=row)
    return form


def names(page):
    """Return the titles of a page."""
    return [record["title"] for record in page.records]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("size > 2", ["one", "three"]),
        ("size = 3 and not (done)", ["three"]),
        ("cost >= 1.5", ["one", "three"]),
        ("size != 3", ["two", "四号 螺丝", "five"]),
        ('kind = "a" and due < d"2026-02-01"', ["one"]),
        ("SUM(parts.count) > 4", ["three", "five"]),
        ('"y" in tags', ["one", "two"]),
        ('name = "四号 螺丝"', ["四号 螺丝"]),
        ("owner.id = me.id and owner.name = me.name", ["one", "two", "three", "四号 螺丝", "five"]),
        ({"field": "size", "op": "gt", "value": 2}, ["one", "three"]),
        ({"field": "cost", "op": "between", "value": ["0.10", "1.50"]}, ["one", "five"]),
        ({"field": "size", "op": "ne", "value": 3}, ["two", "四号 螺丝", "five"]),
        ({"all": [{"field": "tags", "op": "has", "value": "y"}, {"field": "done", "op": "is_not_true"}]}, ["two"]),
        ({"any": [{"field": "name", "op": "contains", "value": "TW"}, {"field": "size", "op": "is_empty"}]},
         ["two", "四号 螺丝"]),
        ({"not": {"field": "kind", "op": "in", "value": ["a", "b"]}}, ["四号 螺丝", "five"]),
        ({"field": "parts.part", "op": "contains", "value": "bolt"}, ["five"]),
        ({"field": "parts", "op": "is_empty"}, ["one", "two", "四号 螺丝"]),
        ({"field": "owner", "op": "eq", "value": "me"}, ["one", "two", "three", "四号 螺丝", "five"]),
        ({"field": "due", "op": "between", "value": ["2026-01-06", None]}, ["two", "四号 螺丝"]),
        ({"field": "created_at", "op": "relative", "value": "today"}, ["one", "two", "three", "四号 螺丝", "five"]),
        ({"field": "owner.name", "op": "eq", "value": "boss"}, ["one", "two", "three", "四号 螺丝", "five"]),
    ],
)  # fmt: skip
def test_filters(boss, form, wanted, found):
    """Expressions and trees of conditions find the same kind of thing."""
    assert found == names(list_records(boss, form, RecordQuery(filter=wanted, sort=["id"])))


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("size >", "syntax"),
        ("nothing = 1", "unknown_name"),
        ({"field": "nothing"}, "unknown_field"),
        ({"field": "size", "op": "like"}, "unknown_operator"),
        ({"field": "size", "value": "x"}, "type"),
        ({"field": "due", "op": "lt", "value": "soon"}, "type"),
        ([1], "type"),
        ({"field": "size__gt"}, "unknown_field"),
        ({"field": "owner.password"}, "unknown_field"),
    ],
)
def test_wrong_filters(boss, form, wanted, code):
    """A filter that means nothing is refused."""
    with pytest.raises(Invalid) as error:
        list_records(boss, form, RecordQuery(filter=wanted))

    assert error.value.problems[0].path.startswith("filter")
    assert code in ("syntax", error.value.problems[0].code)


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        (["size"], ["two", "five", "one", "three", "四号 螺丝"]),
        (["-size"], ["three", "one", "five", "two", "四号 螺丝"]),
        (["-size", "cost"], ["one", "three", "five", "two", "四号 螺丝"]),
        (["due", "-id"], ["one", "四号 螺丝", "two", "five", "three"]),
        (["kind", "-size", "due"], ["one", "three", "two", "five", "四号 螺丝"]),
        ([], ["five", "四号 螺丝", "three", "two", "one"]),
        (["owner", "number"], ["one", "two", "three", "四号 螺丝", "five"]),
    ],
)
@pytest.mark.parametrize("limit", [1, 2, 5])
def test_pages_follow_each_other(boss, form, sort, found, limit):
    """Every order, with blanks last, is the same whether read at once or page by page."""
    seen, cursor = [], ""
    for _page in range(6):
        page = list_records(boss, form, RecordQuery(sort=sort, limit=limit, cursor=cursor))
        seen += names(page)
        cursor = page.next_cursor
        if not cursor:
            break

    assert found == seen


def test_a_cursor_is_not_for_making_up(boss, form):
    """A foreign or bent cursor is refused."""
    page = list_records(boss, form, RecordQuery(sort=["size"], limit=2))

    for cursor, sort in [(page.next_cursor, ["-size"]), (page.next_cursor[:-2] + "AA", ["size"]), ("x", ["size"])]:
        with pytest.raises(Invalid, match="cursor"):
            list_records(boss, form, RecordQuery(sort=sort, cursor=cursor))


@pytest.mark.parametrize(
    ("text", "found"), [("螺丝", 1), ("THREE", 1), ("beta", 1), ("o", 2), ("one alpha", 1), ("nix", 0)]
)
def test_search(boss, form, text, found):
    """Words are found in any field of text, also of two Chinese characters."""
    assert found == len(list_records(boss, form, RecordQuery(search=text)).records)


def test_counts(boss, form):
    """A count is exact while it is small."""
    page = list_records(boss, form, RecordQuery(limit=2, count="exact", filter="size >= 2"))

    assert (2, 3, True) == (len(page.records), page.count, page.count_is_exact)


def test_the_number_of_statements_is_constant(boss, form):
    """Ten times the records are the same statements."""
    query = RecordQuery(sort=["size"], search="e", count="exact", fields=["name", "who", "parts"])

    def statements():
        with CaptureQueriesContext(connection) as captured:
            list_records(boss, form, query)
        return len(captured)

    list_records(boss, form, query)
    few = statements()
    for row in ROWS * 3:
        submit_record(actor=boss, form=form, values={**row, "who": boss.pk})

    assert statements() <= few + 1


def test_columns_are_chosen(boss, form):
    """Only the fields asked for come; rows of sub-tables only when named."""
    page = list_records(boss, form, RecordQuery(fields=["size", "parts"], filter="size = 2"))

    assert {"size", "parts"} == set(page.records[0]["values"])
    assert "parts" not in list_records(boss, form, RecordQuery()).records[0]["values"]


def test_scopes_are_one_condition(app, form, boss):
    """Own, department, department below, subordinates and expressions each show their records."""
    sales = make_department("Sales")
    north = make_department("North", sales)
    lead = make_person("lead", department=sales)
    clerk = make_person("clerk", department=north, manager=lead)
    other = make_person("other", department=sales)
    for person in (lead, clerk, other):
        submit_record(actor=boss, form=form, values={"name": person.username, "size": 7}, owner=person)
    seen = {}
    for kind in ("own", "department", "department_below", "subordinates", "expression"):
        scope = {"kind": kind}
        if kind == "expression":
            scope["expression"] = "size = 7 and owner.id != me.id"
        role = make_role(app, lead, key=kind, task={"actions": ["read"], "scope": scope})
        fresh = type(lead).objects.get(pk=lead.pk)
        form.application = app
        seen[kind] = sorted(names(list_records(fresh, form, RecordQuery())))
        role.delete()

    assert {
        "own": ["lead"],
        "department": ["lead", "other"],
        "department_below": ["clerk", "lead", "other"],
        "subordinates": ["clerk", "lead"],
        "expression": ["clerk", "other"],
    } == seen


def test_hidden_fields_leave_no_trace(app, form, boss):
    """A hidden field is in no answer, and no filter, order, search or title depends on it."""
    clerk = make_person("clerk")
    make_role(
        app, clerk, task={"actions": ["read"], "fields": {"name": "hidden", "size": "masked", "parts.count": "hidden"}}
    )
    form.application = app
    page = list_records(clerk, form, RecordQuery(sort=["id"], fields=["cost", "parts", "size"]))

    assert ["1", "2", "3", "4", "5"] == names(page)
    assert {"part"} == set(page.records[2]["values"]["parts"][0]) - {"id"}
    assert (None, "•••") == (page.records[0]["values"]["size"], page.records[0]["labels"]["size"])
    assert [] == list_records(clerk, form, RecordQuery(search="three")).records
    for query in (
        RecordQuery(filter="size > 2"),
        RecordQuery(filter={"field": "name", "op": "contains", "value": "o"}),
        RecordQuery(filter="SUM(parts.count) > 4"),
        RecordQuery(sort=["size"]),
        RecordQuery(fields=["name"]),
    ):
        with pytest.raises(Invalid) as error:
            list_records(clerk, form, query)
        assert "unknown_field" == error.value.problems[0].code


def test_a_filter_does_not_look_behind_links_one_may_not_see(app, boss):
    """What a linked record holds is told only of records the person may see."""
    customers = make_form(app, "customer", {"name": "text", "credit": "number"})
    orders = make_form(app, "order", {"customer": {"type": "link", "form": "customer"}, "note": "text"})
    clerk = make_person("clerk")
    rich = submit_record(actor=boss, form=customers, values={"name": "Rich", "credit": 9})
    own = submit_record(actor=boss, form=customers, values={"name": "Own", "credit": 9}, owner=clerk)
    for one in (rich, own):
        submit_record(actor=boss, form=orders, values={"customer": one.id, "note": str(one.id)})
    make_role(app, clerk, order={"actions": ["read"]}, customer={"actions": ["read"], "scope": {"kind": "own"}})

    seen = list_records(clerk, orders, RecordQuery(filter="customer.credit = 9")).records
    every = list_records(boss, orders, RecordQuery(filter="customer.credit = 9")).records

    assert ([str(own.id)], 2) == ([record["values"]["note"] for record in seen], len(every))
    assert [f"#{rich.id}", "Own"] == [
        record["labels"]["customer"] for record in list_records(clerk, orders, RecordQuery(sort=["id"])).records
    ]


def test_the_recycle_bin_is_listed_apart(boss, form):
    """Deleted records are found only there."""
    first = list_records(boss, form, RecordQuery(sort=["id"])).records[0]["id"]
    delete_record(actor=boss, form=form, record_id=first)

    assert ["one"] == names(list_records(boss, form, RecordQuery(deleted=True)))
    with pytest.raises(NotFound):
        get_record(boss, form, first)


def test_records_to_link_to(boss, form):
    """The picker finds by search, or shows what is chosen."""
    found = pick_records(boss, form, search="five")

    assert ["five"] == [one["title"] for one in found]
    assert ["five"] == [one["title"] for one in pick_records(boss, form, ids=[found[0]["id"]])]
