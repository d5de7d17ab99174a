"""Find what people wrote about a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forms_engine.models import Comment

from .records import require_visible

if TYPE_CHECKING:
    from builder.models import User
    from forms_engine.models import Form

LONGEST_PAGE = 200


def list_comments(
    actor: User, form: Form, record_id: int, *, before: int | None = None, limit: int = 50
) -> tuple[list[Comment], int | None]:
    """Return comments with their authors, newest first, and where to go on.

    Raises:
        NotFound: there is no such record for the actor.
    """
    require_visible(actor, form, record_id)
    found = Comment.objects.filter(form=form, record_id=record_id, deleted_at__isnull=True).select_related("author")
    if before is not None:
        found = found.filter(pk__lt=before)
    limit = min(max(1, limit), LONGEST_PAGE)
    comments = list(found.order_by("-id")[: limit + 1])
    return comments[:limit], comments[limit - 1].pk if len(comments) > limit else None


def comment_as_dict(comment: Comment, actor: User) -> dict[str, Any]:
    """Return a comment as the API shows it."""
    return {
        "id": comment.pk,
        "body": comment.body,
        "author": {"id": comment.author_id, "name": comment.author.display_name},
        "mentions": comment.mentions,
        "created_at": comment.created_at.isoformat(),
        "edited_at": comment.edited_at.isoformat() if comment.edited_at else None,
        "mine": comment.author_id == actor.pk,
    }
