"""The product's own story for fault tests: a form with a flow and a rule, built and used through the API."""

from __future__ import annotations

import http.client
import json
from typing import Any

from .processes import Installation, run_python

CREATE_TOKEN = """
import django
django.setup()
from builder.api.tokens import create_token
from builder.models import User

chief = User.objects.create_user("chief", is_staff=True)
print(create_token(actor=chief, name="load", scopes=("read", "write", "design"))[1])
"""

FORMS = {"requests": "Requests", "orders": "Orders"}
FLOW: dict[str, Any] = {
    "format": 1,
    "key": "approval",
    "name": {"en": "Approval"},
    "form": "requests",
    "items": [{"key": "chief", "kind": "approve", "name": {"en": "Chief"}, "who": [{"by": "person", "ids": []}]}],
}
RULE: dict[str, Any] = {
    "format": 1,
    "form": "requests",
    "trigger": {"type": "record_submitted", "settings": {}},
    "condition": "amount > 0",
    "run_as": "application",
    "steps": [
        {
            "key": "s1",
            "action": "create_record",
            "settings": {"form": "orders", "values": {"amount": {"expression": "amount"}}},
        }
    ],
}


def form_document() -> dict[str, Any]:
    """Return a form with one number."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["amount"],
        "properties": {
            "amount": {
                "type": ["number", "null"],
                "x-field": {"id": "fn1", "type": "number", "label": {"en": "Amount"}},
            }
        },
    }


class Api:
    """The HTTP API of an installation, for one token."""

    def __init__(self, port: int, token: str) -> None:
        self.port = port
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        client: http.client.HTTPConnection | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, Any]:
        """Send one request and return the status and the answer."""
        own = client or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        own.request(
            method,
            f"/api/v1/{path}",
            body=None if body is None else json.dumps(body),
            headers={**self.headers, **(headers or {})},
        )
        answer = own.getresponse()
        content = answer.read()
        return answer.status, json.loads(content or b"null")

    def must(self, method: str, path: str, body: Any = None) -> Any:
        """Send one request that has to succeed, and return the answer."""
        status, answer = self.send(method, path, body)
        assert 200 <= status < 300, f"{method} {path}: {status} {answer}"
        return answer


def open_api(installation: Installation) -> Api:
    """Make an administrator with a token."""
    token = run_python(CREATE_TOKEN, data=installation.data, **installation.settings)
    return Api(installation.port, token.splitlines()[-1])


def build_app(api: Api) -> None:
    """Build the app through the API: two forms, a flow and a rule, all published."""
    me = api.must("GET", "me/")["id"]
    api.must("POST", "apps/", {"key": "shop", "name": {"en": "Shop"}})
    for key, name in FORMS.items():
        _publish(api, f"apps/shop/forms/{key}/", {"key": key, "name": {"en": name}}, form_document())
    flow = json.loads(json.dumps(FLOW))
    flow["items"][0]["who"][0]["ids"] = [me]
    _publish(api, "apps/shop/flows/approval/", {"key": "approval", "name": {"en": "A"}, "form": "requests"}, flow)
    _publish(api, "apps/shop/rules/order/", {"key": "order", "name": {"en": "O"}, "form": "requests"}, RULE)


def _publish(api: Api, path: str, values: dict[str, Any], document: dict[str, Any]) -> None:
    parent = path.rstrip("/").rpartition("/")[0] + "/"
    made = api.must("POST", parent, values)
    revision = made.get("draft_revision", made.get("revision"))
    saved = api.must("PUT", f"{path}draft/", {"document": document, "base_revision": revision})
    api.must("POST", f"{path}publish/", {"base_revision": saved["revision"]})


def amounts(api: Api, form: str) -> list[int]:
    """Return the number in every record of a form, as the API tells them."""
    found: list[int] = []
    cursor = ""
    while True:
        page = api.must("GET", f"apps/shop/forms/{form}/records/?limit=100&fields=amount&cursor={cursor}")
        found += [int(record["values"]["amount"]) for record in page["results"]]
        cursor = page["next"]
        if not cursor:
            return found


def submit(api: Api, client: http.client.HTTPConnection, number: int) -> bool:
    """Submit the request with this number; the key makes repeating it safe."""
    status, answer = api.send(
        "POST",
        "apps/shop/forms/requests/records/",
        {"values": {"amount": number}},
        client=client,
        headers={"Idempotency-Key": f"request-{number}"},
    )
    assert status < 500 or status == 503, f"{status} {answer}"
    return status == 201
