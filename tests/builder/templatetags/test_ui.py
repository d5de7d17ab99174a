"""Template tags of the design system."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.utils import translation

from builder.templatetags import ui


def render(source: str, **context) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


class Sample(forms.Form):
    name = forms.CharField(help_text="As on the licence.")
    note = forms.CharField(widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(choices=[("a", "A")])
    agreed = forms.BooleanField(required=False)


def test_the_import_map_carries_the_nonce_of_the_response():
    """The page's only inline script has the nonce that the policy allows."""
    html = render("{% importmap %}", request=SimpleNamespace(csp_nonce="abc123"))

    assert html.startswith('<script type="importmap" nonce="abc123">{"imports":{"lit":')


def test_the_import_map_leads_bare_names_to_vendored_files():
    """Lit, each directive in use and CodeMirror have an address."""
    imports = json.loads(ui.import_map())["imports"]

    assert "/static/vendor/lit/lit.js" == imports["lit/directives/repeat.js"]
    assert "/static/vendor/codemirror/codemirror.js" == imports["codemirror"]


def test_the_import_map_sends_plain_modules_to_their_hashed_files(monkeypatch):
    """In production every module of ours has an entry; tests and styles have none."""
    hashed = {
        "builder/core/store.js": "builder/core/store.1a2b.js",
        "builder/core/store.test.js": "builder/core/store.test.1a2b.js",
        "builder/css/base.css": "builder/css/base.1a2b.css",
    }
    monkeypatch.setattr(ui, "staticfiles_storage", SimpleNamespace(hashed_files=hashed))
    monkeypatch.setattr(ui, "static", lambda name: "/static/" + hashed.get(name, name))

    imports = json.loads(ui.import_map())["imports"]

    ours = {name: address for name, address in imports.items() if name.startswith("/static/builder/")}
    assert {"/static/builder/core/store.js": "/static/builder/core/store.1a2b.js"} == ours


def test_an_icon_is_decorative():
    """Its meaning stands in the text beside it."""
    html = render("{% icon name %}", name='x"><script>')

    assert 'aria-hidden="true"' in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("label", "language", "expected"),
    [
        ({"en": "Amount", "zh-hans": "金额"}, "zh-hans", "金额"),
        ({"en": "Amount"}, "zh-hans", "Amount"),
        ({"zh-hans": "金额"}, "en", "金额"),
        ({}, "en", ""),
        ("Plain", "zh-hans", "Plain"),
        (None, "en", ""),
    ],
)
def test_a_label_is_shown_in_the_language_of_the_page(label, language, expected):
    """A missing language falls back to one that exists."""
    with translation.override(language):
        assert expected == ui.localized(label)


@pytest.mark.parametrize(("name", "expected"), [("王磊", "王"), ("Anna Maria Meyer", "AM"), ("lina", "L"), ("", "?")])
def test_initials_follow_the_script(name, expected):
    """A Chinese name is known by its first character, others by first and last."""
    assert expected == ui.initials(name)


def test_data_for_components_cannot_end_its_script():
    """Text of people stays data."""
    html = render('{% json_data value "doc" %}', value={"title": "</script><b>"})

    assert 1 == html.count("</script>")
    assert 'id="doc"' in html


def test_messages_cannot_end_their_script():
    """A message about a record's title stays data, and errors are told apart."""
    html = ui.toasts([Message(constants.ERROR, "</script>"), Message(constants.SUCCESS, "Saved.")])

    assert 1 == html.count("</script>")
    data = json.loads(html.partition(">")[2].rpartition("<")[0])
    assert [{"text": "</script>", "tone": "danger"}, {"text": "Saved.", "tone": ""}] == data


def test_a_control_has_our_class_and_names_its_help():
    """A text input and a selection look like ours; a box keeps the browser's look."""
    form = Sample()

    html = render("{% control form.name %}{% control form.kind %}{% control form.agreed %}", form=form)

    assert 'class="input"' in html
    assert 'aria-describedby="id_name-help"' in html
    assert 'class="select"' in html
    assert 'type="checkbox" name="agreed" id="id_agreed"' in html


def test_a_control_with_an_error_says_so():
    """The error is announced with the control."""
    html = render("{% control form.name autocomplete='off' %}", form=Sample({"name": ""}))

    assert 'aria-invalid="true"' in html
    assert "id_name-help id_name-error" in html
    assert 'autocomplete="off"' in html


def test_a_field_draws_label_control_help_and_error():
    """One include is enough for a page's form."""
    html = render('{% include "components/field.html" with field=form.name span=6 %}', form=Sample({"name": ""}))

    assert '<label for="id_name"' in html
    assert 'class="field span-6 has-error"' in html
    assert 'id="id_name-error"' in html


def test_a_box_stands_before_its_label():
    """A single box is part of its label."""
    html = render('{% include "components/field.html" with field=form.agreed %}', form=Sample())

    assert '<label class="check">' in html
