"""The platform's tables, one file per noun."""

from .api_token import ApiToken
from .application import Application
from .delegation import Delegation
from .department import Department
from .event_row import EventRow
from .idempotency_key import IdempotencyKey
from .incident import Incident
from .job import Job
from .notification import Notification
from .role import Role, RoleMember
from .stored_file import StoredFile
from .user import User
from .workspace import Workspace

__all__ = [
    "ApiToken",
    "Application",
    "Delegation",
    "Department",
    "EventRow",
    "IdempotencyKey",
    "Incident",
    "Job",
    "Notification",
    "Role",
    "RoleMember",
    "StoredFile",
    "User",
    "Workspace",
]
