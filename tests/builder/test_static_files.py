"""Rules that hold for every style, module, template and vendored file."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
OURS = sorted(path for path in STATIC.rglob("*") if path.is_file() and "vendor" not in path.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = [path for path in OURS if path.suffix == ".js" and not path.name.endswith(".test.js")]
SPRITE = (STATIC / "builder/icons/sprite.svg").read_text()


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if found.search(line)
    ]


def test_colours_are_tokens():
    """Only tokens.css names a colour, so that themes, accents and contrast hold everywhere."""
    styles = [path for path in OURS if path.suffix == ".css" and path.name != "tokens.css"]

    assert [] == lines_with(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\brgba?\(|\bhsla?\(", styles)


def test_modules_never_turn_text_into_code_or_markup():
    """The policy of the page forbids it, and a reviewer should not have to look for it."""
    banned = r"innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|styleMap|\beval\(|new Function|document\.write\("

    assert [] == [line for line in lines_with(banned, MODULES) if "* " not in line.partition(": ")[2][:3]]


def test_templates_carry_no_style_and_no_handler():
    """A strict policy blocks inline styles and handlers."""
    assert [] == lines_with(r"""\sstyle=["']|\son(click|change|input|submit|load)=|href=["']javascript:""", TEMPLATES)


def test_every_named_icon_exists():
    """A misspelt icon would be an empty place."""
    known = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
    used = {name for path in TEMPLATES for name in re.findall(r'{% icon "([a-z0-9-]+)"', path.read_text())}
    used |= {name for path in MODULES for name in re.findall(r'\bicon\("([a-z0-9-]+)"\)', path.read_text())}

    assert set() == used - known


def test_vendored_files_are_what_their_version_says():
    """Each library comes with licence, version and digest, and asks for no further file."""
    for version in [*STATIC.glob("vendor/*/VERSION"), STATIC / "builder/icons/VERSION"]:
        facts = dict(line.split(": ", 1) for line in version.read_text().splitlines())
        contents = (version.parent / facts["file"]).read_bytes()
        digest = base64.b64encode(hashlib.sha512(contents).digest()).decode()

        assert facts["sha512"] == digest, facts["name"]
        assert (version.parent / "LICENSE").exists(), facts["name"]
        assert b"sourceMappingURL" not in contents, facts["name"]


def test_pages_stay_light():
    """What every page loads of ours stays below 40 KB; larger parts load on first use."""
    page = {STATIC / "builder/core/page.js"}
    unread = list(page)
    while unread:
        module = unread.pop()
        for name in re.findall(r'^import (?:[^"]* from )?"(\.[^"]+)"', module.read_text(), re.MULTILINE):
            imported = (module.parent / name).resolve()
            if imported not in page:
                page.add(imported)
                unread.append(imported)

    assert sum(len(module.read_bytes()) for module in page) < 40_000
