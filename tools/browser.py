"""Find a Chromium for the browser tests, or install Debian's where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """Return the path of a browser, or None."""
    named = os.environ.get("PLAYWRIGHT_CHROMIUM")
    if named and Path(named).exists():
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Install Debian's Chromium, where this user may and the system is Debian's."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("No Chromium found; installing Debian's...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = ["chromium", "fonts-noto-cjk", "fonts-dejavu-core"]
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Make sure there is a browser, or say loudly that the browser tests are left out and why."""
    if find() is None:
        install()
    path = find()
    if path is None:
        print(
            "\n*** No Chromium on this machine: the browser tests will be left out. ***\n"
            "Install one (Debian: apt-get install chromium; macOS: brew install --cask chromium)\n"
            "or point PLAYWRIGHT_CHROMIUM to its executable.\n",
            file=sys.stderr,
        )
    else:
        print(f"Browser tests use {path}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
