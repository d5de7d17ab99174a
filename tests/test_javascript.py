"""The pure parts of the browser's modules, run by the Node that comes with Playwright."""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

ROOT = Path(__file__).resolve().parent.parent


def test_the_models_of_the_browser_keep_their_promises():
    """Every `*.test.js` beside a module passes."""
    node = compute_driver_executable()[0]
    files = sorted(str(path) for path in (ROOT / "static").rglob("*.test.js"))

    done = subprocess.run([node, "--test", *files], cwd=ROOT, capture_output=True, text=True, timeout=300)

    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
