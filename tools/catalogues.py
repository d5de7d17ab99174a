"""Keep the translation catalogues complete: `check` fails on a missing or stale string, `update` extracts anew."""

from __future__ import annotations

import io
import re
import sys
from ast import literal_eval
from collections.abc import Callable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "zh_Hans"
LOCALE = ROOT / "locale" / LANGUAGE / "LC_MESSAGES"
PACKAGES = ["builder", "forms_engine", "flow_engine", "rules_engine", "reports_engine"]
HEADER = r"""# Simplified Chinese.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Language: zh_Hans\n"
"MIME-Version: 1.0\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""

Found = tuple[str | tuple[str, str], str | None]
ONE, CONTEXT, MANY = None, ((1, "c"), 2), (1, 2)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), ONE),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), CONTEXT),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), MANY),
}

_LITERAL = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_TEXT = rf"({_LITERAL}(?:\s*\+\s*{_LITERAL})*)"
_CALL = re.compile(rf"\b(gettext|ngettext|pgettext)\(\s*{_TEXT}(?:\s*,\s*{_TEXT})?")
_DOCUMENTATION = re.compile(r"/\*\*.*?\*/", re.DOTALL)
_PLACE = re.compile(r"%\((\w+)\)|\{(\w+)\}")


def python_messages(source: str) -> Iterator[Found]:
    """Yield the messages of a Python module."""
    for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        yield (message if isinstance(message, str) else (message[0], message[1])), context


def template_messages(source: str) -> Iterator[Found]:
    """Yield the messages of a template."""
    flat = "\n".join(line.strip() for line in templatize(source).splitlines())
    yield from python_messages(flat)


def script_messages(source: str) -> Iterator[Found]:
    """Yield the messages of a JavaScript module, also those inside template literals."""
    for name, first, second in _CALL.findall(_DOCUMENTATION.sub("", source)):
        texts = [_joined(text) for text in (first, second) if text]
        if name == "gettext":
            yield texts[0], None
        elif name == "ngettext":
            yield (texts[0], texts[1]), None
        else:
            yield texts[1], texts[0]


def _joined(literals: str) -> str:
    """Return the text of string literals added together."""
    return "".join(literal_eval(literal) for literal in re.findall(_LITERAL, literals))


def sources(domain: str) -> Iterator[tuple[Path, Callable[[str], Iterator[Found]]]]:
    """Yield the files of a domain, in stable order, with what reads them."""
    if domain == "djangojs":
        for path in sorted((ROOT / "static").rglob("*.js")):
            if "vendor" not in path.parts and not path.name.endswith(".test.js"):
                yield path, script_messages
        return
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path, python_messages
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt"}:
            yield path, template_messages


def load(domain: str) -> Catalog:
    """Read a catalogue; one that is not there yet is empty."""
    path = LOCALE / f"{domain}.po"
    if not path.exists():
        return Catalog(LANGUAGE)
    with path.open("rb") as stream:
        return read_po(stream, locale=LANGUAGE)


def merged(domain: str) -> Catalog:
    """Return what the code says now with the translations the catalogue has; nothing is guessed."""
    known, catalogue = load(domain), Catalog(LANGUAGE)
    for path, read in sources(domain):
        for message, context in read(path.read_text(encoding="utf-8")):
            _add(catalogue, known, message, context)
    return catalogue


def _add(catalogue: Catalog, known: Catalog, message: str | tuple[str, str], context: str | None) -> None:
    """Add one message, with its translation where one is known; a plural wins over the same text without."""
    key = message if isinstance(message, str) else message[0]
    there = catalogue.get(key, context)
    if not there or (isinstance(message, tuple) and isinstance(there.id, str)):
        old = known.get(key, context)
        text = _first(old) if old and not old.fuzzy else ""
        catalogue.delete(key, context)
        catalogue.add(message, (text,) if isinstance(message, tuple) else text, context=context)


def _first(message: Message) -> str:
    """Return the translation; Chinese has one form for every number."""
    return (message.string[0] if isinstance(message.string, tuple | list) else message.string) or ""


def faults(catalogue: Catalog) -> list[str]:
    """Return the messages without a translation, or with other placeholders than the original."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        original = message.id if isinstance(message.id, str) else message.id[1]
        text = _first(message)
        if not text or set(_PLACE.findall(text)) != set(_PLACE.findall(original)):
            found.append(original)
    return found


def save(domain: str, catalogue: Catalog) -> None:
    """Write a catalogue, sorted by message and without dates, so that a change shows what changed and nothing else."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    LOCALE.mkdir(parents=True, exist_ok=True)
    (LOCALE / f"{domain}.po").write_text(HEADER + buffer.getvalue().decode().strip() + "\n", encoding="utf-8")


def stale(domain: str, catalogue: Catalog) -> list[str]:
    """Return the messages of the stored catalogue that the code no longer has."""
    used = {(message.id, message.context) for message in catalogue}
    return [str(message.id) for message in load(domain) if (message.id, message.context) not in used]


def main(command: str) -> int:
    """Run a command and return the exit status: 1 with anything missing or stale."""
    status = 0
    for domain in ("django", "djangojs"):
        catalogue = merged(domain)
        if command == "update":
            save(domain, catalogue)
        missing, old = faults(catalogue), stale(domain, catalogue)
        print(f"{domain}: {len(catalogue)} messages, {len(missing)} without Chinese, {len(old)} no longer used")
        for text in [*missing, *old][:20]:
            print(f"  {text[:100]!r}")
        status = status or int(bool(missing or old))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if sys.argv[1:] else "check"))
