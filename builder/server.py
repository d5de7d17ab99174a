"""How gunicorn serves the product: `gunicorn -c python:builder.server`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

wsgi_app = "builder.wsgi:application"
bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSES", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 120
graceful_timeout = 20
keepalive = 5
loglevel = "warning"
reload = os.environ.get("DEBUG", "").lower() in {"1", "true", "on", "yes"}
# A heartbeat written to a slow disk would make the master kill healthy workers.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- gunicorn makes its own file there


def post_worker_init(worker: Any) -> None:
    """Greet whoever started the server by hand, once it answers."""
    greeting = os.environ.get("GREETING")
    if greeting and worker.age == 1:
        print(greeting, flush=True)  # noqa: T201 -- the terminal is what it is for
