"""Downloading records."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
from django.test import Client

from forms_engine.services.records import submit_record
from tests.forms_engine.making import make_app, make_form, make_person, make_role

pytestmark = pytest.mark.django_db

URL = "/api/v1/apps/purchasing/forms/task/records/export/"
EVIL = '=HYPERLINK("http://x","y")'


@pytest.fixture
def app():
    return make_app()


@pytest.fixture
def boss():
    return make_person("boss", is_staff=True)


@pytest.fixture
def form(app, boss):
    fields = {
        "name": {"type": "text", "label": "Name"},
        "size": "number",
        "cost": "money",
        "due": "date",
        "kind": {"type": "choice", "options": [{"key": "a", "label": "Alpha"}]},
        "secret": "text",
        "rows": {"type": "lines", "label": "Rows", "columns": {"part": "text", "count": "number"}},
    }
    form = make_form(app, "task", fields)
    values = {"size": -5, "cost": "99999999999999.99", "due": "2026-01-05", "kind": "a", "secret": "s"}
    submit_record(actor=boss, form=form, values={**values, "name": EVIL, "rows": [{"part": "@x", "count": 2}]})
    submit_record(actor=boss, form=form, values={"name": "ok"})
    return form


def signed_in(person):
    """Return a client of a person."""
    client = Client()
    client.force_login(person)
    return client


def test_a_workbook_has_typed_cells_and_no_formulas(boss, form):
    """Text stays text, numbers and dates are such, sub-tables are sheets."""
    answer = signed_in(boss).get(URL, {"format": "xlsx", "sort": "id"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    header, first, second = book["task"].iter_rows()

    assert ["Number", "Name", "size", "cost", "due", "kind", "secret"] == [cell.value for cell in header][:7]
    assert ["1", EVIL, -5, "99999999999999.99", datetime.datetime(2026, 1, 5), "Alpha", "s"] == [
        cell.value for cell in first
    ][:7]
    assert "s" == first[1].data_type
    assert "ok" == second[1].value
    assert [("Number", "part", "count"), ("1", "@x", 2)] == list(book["Rows"].iter_rows(values_only=True))


def test_csv_is_neutralised(boss, form):
    """What would start a formula gets a quote before it; negative numbers stay numbers."""
    answer = signed_in(boss).get(URL, {"format": "csv", "sort": "id", "fields": "name,size"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    assert lines[1].startswith('1,"\'=HYPERLINK(""http://x"",""y"")",-5,boss,')
    assert 'attachment; filename="task.csv"' == answer["Content-Disposition"]


def test_export_follows_rights(app, boss, form):
    """Without the right there is no file; hidden fields are in none."""
    reader, exporter = make_person("reader"), make_person("exporter")
    make_role(app, reader, key="reader", task={"actions": ["read"]})
    make_role(app, exporter, key="exporter", task={"actions": ["read", "export"], "fields": {"secret": "hidden"}})

    answer = signed_in(exporter).get(URL, {"format": "csv"})

    assert 403 == signed_in(reader).get(URL, {"format": "csv"}).status_code
    assert b"secret" not in b"".join(answer.streaming_content)
    assert 422 == signed_in(exporter).get(URL, {"format": "pdf"}).status_code
    assert 422 == signed_in(exporter).get(URL, {"format": "csv", "fields": "secret"}).status_code
