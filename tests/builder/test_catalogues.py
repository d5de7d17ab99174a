"""Compiling translations."""

from __future__ import annotations

import gettext
import os

from builder.catalogues import compile_stale

SOURCE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"

msgid "Tea"
msgstr "茶"

msgid "%(count)s cup"
msgid_plural "%(count)s cups"
msgstr[0] "%(count)s 杯"

#, fuzzy
msgid "Coffee"
msgstr "茶?"
"""


def write(folder):
    """Write a catalogue and return its path."""
    path = folder / "zh_Hans" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_a_catalogue_speaks_after_compiling(tmp_path):
    """Plurals included, and what is not sure is left out."""
    path = write(tmp_path)

    assert [path.with_suffix(".mo")] == compile_stale([tmp_path])
    with path.with_suffix(".mo").open("rb") as stream:
        words = gettext.GNUTranslations(stream)
    assert ("茶", "%(count)s 杯", "Coffee") == (
        words.gettext("Tea"),
        words.ngettext("%(count)s cup", "%(count)s cups", 2),
        words.gettext("Coffee"),
    )


def test_only_what_changed_is_compiled(tmp_path):
    """The second start costs nothing."""
    path = write(tmp_path)
    compile_stale([tmp_path])

    assert [] == compile_stale([tmp_path])
    later = path.with_suffix(".mo").stat().st_mtime + 10
    os.utime(path, (later, later))
    assert [path.with_suffix(".mo")] == compile_stale([tmp_path])
