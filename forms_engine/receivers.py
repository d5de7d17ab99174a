"""What the forms engine does when something happens."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext as _

from builder.definitions.text import localized
from builder.events import inside
from builder.notifications import notify
from forms_engine.events import RecordCommented
from forms_engine.selectors.recipients import Mentioned, mentioned_people


@inside(RecordCommented)
def tell_mentioned_people(event: RecordCommented) -> None:
    """Tell the people whom a comment names, if they may see its record."""
    found = mentioned_people(event.comment_id)
    if found is not None:
        notify(
            users=found.people,
            title=lazy(lambda: _title(found), str)(),
            body=found.body,
            url=found.url,
            key=f"comment:{event.comment_id}",
        )


def _title(found: Mentioned) -> str:
    return _("%(name)s mentioned you on %(form)s %(number)s.") % {
        "name": found.author,
        "form": localized(found.form_name),
        "number": found.number,
    }
