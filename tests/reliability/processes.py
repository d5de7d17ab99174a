"""Start the product in processes of its own, as an operator would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def environment(data: Path, **values: str) -> dict[str, str]:
    """Return the variables for a process whose data lies in `data`."""
    return {
        **{key: value for key, value in os.environ.items() if key not in {"REDIS_URL", "DATABASE_URL"}},
        "DJANGO_SETTINGS_MODULE": "builder.settings",
        "PYTHONPATH": str(ROOT),
        "DATA_DIR": str(data),
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "EMBEDDED_WORKER": "1",
        **values,
    }


def run_python(script: str, *, data: Path, **values: str) -> str:
    """Run a script in a fresh interpreter and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(data, **values),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
