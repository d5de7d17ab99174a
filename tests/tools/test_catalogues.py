"""Keeping the translation catalogues complete."""

from __future__ import annotations

import pytest

from tools import catalogues

PYTHON = """
title = _("Not found")
label = pgettext_lazy("person", "Name")
count = ngettext("%(n)s cup", "%(n)s cups", n) % {"n": n}
long = _("One sentence "
         "in two lines.")
"""
TEMPLATE = """
<h1>{% translate "Tea" %}</h1>
  <p title="{{ name|default:_('Nobody') }}">{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}</p>
{% translate "Open" context "incident" %}
"""
SCRIPT = r"""
/** `gettext("documentation")` */
const digits = /^[0-9'"]+$/;
html`<b title=${gettext("Save")}>${fmt(ngettext("%(n)s cup", "%(n)s cups", n), { n })} ${gettext('It is "so"')}</b>`;
pgettext("range", "To"); gettext("One " + "two");
"""


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Lay out a small product and return its catalogue's path."""
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path / "locale")
    for folder in ("builder", "templates", "static"):
        (tmp_path / folder).mkdir()
    (tmp_path / "builder" / "words.py").write_text('_("Tea")\n_("%(n)s cups")\n', encoding="utf-8")
    return tmp_path


def translate(tree, words):
    """Write translations into the catalogue of Python."""
    path = tree / "locale" / "django.po"
    text = path.read_text(encoding="utf-8")
    for message, translation in words.items():
        text = text.replace(f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{translation}"')
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("read", "source", "expected"),
    [
        (
            catalogues.python_messages,
            PYTHON,
            [
                ("Not found", None),
                ("Name", "person"),
                (("%(n)s cup", "%(n)s cups"), None),
                ("One sentence in two lines.", None),
            ],
        ),
        (
            catalogues.template_messages,
            TEMPLATE,
            [("Tea", None), ("Nobody", None), ("Hello %(name)s", None), ("Open", "incident")],
        ),
        (
            catalogues.script_messages,
            SCRIPT,
            [
                ("Save", None),
                (("%(n)s cup", "%(n)s cups"), None),
                ('It is "so"', None),
                ("To", "range"),
                ("One two", None),
            ],
        ),
    ],
)
def test_every_message_is_found(read, source, expected):
    """In modules, in templates and inside template literals."""
    assert expected == list(read(source))


def test_update_keeps_what_is_translated(tree, capsys):
    """And nothing else: what the code no longer says is dropped."""
    catalogues.main("update")
    translate(tree, {"Tea": "茶", "%(n)s cups": "%(n)s 杯"})
    assert 0 == catalogues.main("check")

    (tree / "builder" / "words.py").write_text('_("Tea")\n_("Coffee")\n', encoding="utf-8")
    assert 1 == catalogues.main("check")
    catalogues.main("update")

    text = (tree / "locale" / "django.po").read_text(encoding="utf-8")
    assert 'msgid "Coffee"\nmsgstr ""\n\nmsgid "Tea"\nmsgstr "茶"\n' in text
    assert "cups" not in text


def test_a_lost_placeholder_is_a_fault(tree, capsys):
    """The sentence would lose its number."""
    catalogues.main("update")
    translate(tree, {"Tea": "茶", "%(n)s cups": "几杯"})

    assert 1 == catalogues.main("check")
    assert "%(n)s cups" in capsys.readouterr().out
