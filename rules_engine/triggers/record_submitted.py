"""When a record is created."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from . import trigger_types
from .base import Trigger


@trigger_types.register
class RecordSubmittedTrigger(Trigger):
    """A record was submitted."""

    key = "record_submitted"
    label = _("A record is created")
    icon = "file-plus"
    event_type: ClassVar[str] = "record.submitted"
