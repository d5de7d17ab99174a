"""Write, change and remove comments on records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from builder.events import Actor, Subject, announce
from builder.exceptions import Invalid, NotAllowed, NotFound, Problem
from builder.models import User
from forms_engine.events import RecordCommented
from forms_engine.models import Comment
from forms_engine.selectors.records import require_visible

if TYPE_CHECKING:
    from forms_engine.models import Form

LONGEST = 10_000
MOST_MENTIONS = 50
_MENTION = re.compile(r"(?<![\w@])@([\w.+-]{1,150})")


@transaction.atomic
def add_comment(
    *, actor: User, form: Form, record_id: int, body: str, mentions: Iterable[int] = (), via: str = "form"
) -> Comment:
    """Write a comment; people named with `@user.name`, or by id, are told.

    Raises:
        NotFound: the actor may not see the record.
        Invalid: the text is empty or too long.
    """
    require_visible(actor, form, record_id)
    text = _text(body)
    people = _mentioned(text, mentions)
    comment = Comment.objects.create(form=form, record_id=record_id, author=actor, body=text, mentions=people)
    announce(
        RecordCommented(
            actor=Actor.of(actor, via),
            subject=Subject(application_id=form.application_id, form_id=form.pk, record_id=record_id),
            form_id=form.pk,
            record_id=record_id,
            comment_id=comment.pk,
            mentions=people,
        )
    )
    return comment


@transaction.atomic
def amend_comment(*, actor: User, form: Form, comment_id: int, body: str) -> Comment:
    """Change one's own comment.

    Raises:
        NotAllowed: somebody else wrote it.
    """
    comment = _own_comment(actor, form, comment_id)
    comment.body = _text(body)
    comment.edited_at = timezone.now()
    comment.save(update_fields=["body", "edited_at"])
    return comment


@transaction.atomic
def delete_comment(*, actor: User, form: Form, comment_id: int) -> None:
    """Remove one's own comment; administrators may remove any.

    Raises:
        NotAllowed: somebody else wrote it.
    """
    comment = _own_comment(actor, form, comment_id)
    comment.deleted_at = timezone.now()
    comment.save(update_fields=["deleted_at"])


def _own_comment(actor: User, form: Form, comment_id: int) -> Comment:
    comment = Comment.objects.select_for_update().filter(pk=comment_id, form=form, deleted_at__isnull=True).first()
    if comment is None:
        raise NotFound(_("There is no such comment."))
    require_visible(actor, form, comment.record_id)
    if comment.author_id != actor.pk and not actor.is_staff:
        raise NotAllowed(_("Only its author may change a comment."))
    return comment


def _text(body: str) -> str:
    text = body.strip() if isinstance(body, str) else ""
    if not text:
        raise Invalid(problems=[Problem("body", "required", _("Write something."))])
    if len(text) > LONGEST:
        raise Invalid(
            problems=[Problem("body", "max_length", _("Use at most %(limit)s characters."), {"limit": LONGEST})]
        )
    return text


def _mentioned(text: str, ids: Iterable[int]) -> list[int]:
    names = [name.rstrip(".") for name in _MENTION.findall(text)][:MOST_MENTIONS]
    chosen = [one for one in ids if isinstance(one, int)][:MOST_MENTIONS]
    if not names and not chosen:
        return []
    people = User.objects.filter(is_active=True, is_system=False)
    found = people.filter(username__in=names) | people.filter(pk__in=chosen)
    return sorted(found.values_list("pk", flat=True))
