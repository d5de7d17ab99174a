"""Keep the translation catalogues complete: `check` fails on a missing or stale string, `update` extracts anew."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES"
DOMAINS = {"django": ["-e", "html,txt,py"], "djangojs": ["-e", "js"]}
LEFT_OUT = ["vendor/*", ".venv/*", "var/*", "tests/*", "*.test.js", "benchmarks/*", "tools/*", "node_modules/*"]


def extract(target: Path) -> None:
    """Run Django's extraction into the catalogues of a folder laid out like the repository."""
    for domain, options in DOMAINS.items():
        command = [sys.executable, str(ROOT / "manage.py"), "makemessages", "-l", "zh_Hans", "-d", domain]
        command += [*options, "--no-location", "--no-obsolete", "--no-wrap"]
        for pattern in LEFT_OUT:
            command += ["-i", pattern]
        subprocess.run(command, cwd=target, check=True, stdout=subprocess.DEVNULL)


def load(path: Path) -> Catalog:
    """Read one catalogue."""
    with path.open("rb") as stream:
        return read_po(stream)


def gaps(catalogue: Catalog) -> list[str]:
    """Return the messages without a finished translation."""
    missing = []
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.fuzzy or not all(strings):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def check() -> int:
    """Say what is missing; a string in the code that no catalogue has counts as missing."""
    if not shutil.which("xgettext"):
        print("xgettext is missing: only the catalogues as they are were checked.")
        return report({domain: load(LOCALE / f"{domain}.po") for domain in DOMAINS})
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        ignore = shutil.ignore_patterns(".git", ".venv", "var", "node_modules", "*_cache", "__pycache__", "vendor")
        shutil.copytree(ROOT, copy, ignore=ignore)
        extract(copy)
        inside = copy / LOCALE.relative_to(ROOT)
        return report({domain: load(inside / f"{domain}.po") for domain in DOMAINS})


def report(catalogues: dict[str, Catalog]) -> int:
    """Print the gaps of each domain and return the exit status."""
    status = 0
    for domain, catalogue in catalogues.items():
        missing = gaps(catalogue)
        print(f"{domain}: {len(catalogue)} messages, {len(missing)} without Chinese")
        for text in missing[:20]:
            print(f"  {text[:100]!r}")
        status = status or int(bool(missing))
    return status


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        extract(ROOT)
        sys.exit(report({domain: load(LOCALE / f"{domain}.po") for domain in DOMAINS}))
    sys.exit(check())
