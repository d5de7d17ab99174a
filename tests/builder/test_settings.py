"""Settings: all listed, and clean for production."""

from __future__ import annotations

import re
from pathlib import Path

from tests.reliability.processes import Installation

ROOT = Path(__file__).resolve().parent.parent.parent
READ = re.compile(r"""(?:\benv\.\w+|os\.environ\.get)\(\s*"([A-Z_]+)\"""")
SOURCES = ("builder/settings/__init__.py", "builder/server.py", "builder/management/commands/run.py")

PRODUCTION = {
    "SECRET_KEY": "a-secret-of-our-own-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "millrace.example.com",
    "CSRF_TRUSTED_ORIGINS": "https://millrace.example.com",
    "PUBLIC_URL": "https://millrace.example.com",
    "HTTPS": "1",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.com:587",
}


def test_every_variable_is_documented():
    """The table of settings and the code name the same variables."""
    read = {name for source in SOURCES for name in READ.findall((ROOT / source).read_text(encoding="utf-8"))}
    table = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`([A-Z_]+)`", "\n".join(re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE))))

    assert read == listed


def test_production_settings_raise_no_warning(tmp_path):
    """`check --deploy` has nothing to say."""
    installation = Installation(tmp_path, **PRODUCTION)

    assert "no issues" in installation.manage("check", "--deploy", "--fail-level", "WARNING")


def test_what_the_units_start_exists():
    """Every command of a unit file is one of ours."""
    units = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/how-to/units").glob("*.service"))
    commands = re.findall(r"manage\.py (\w+)", units)
    modules = re.findall(r"(?:python:|-A )(builder\.\w+)", units)

    assert all((ROOT / f"builder/management/commands/{command}.py").exists() for command in commands)
    assert all((ROOT / f"{module.replace('.', '/')}.py").exists() for module in modules)
    assert commands
    assert modules
