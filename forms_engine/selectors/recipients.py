"""Whom to tell about what happens to records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from builder.models import User
from forms_engine.models import Comment
from forms_engine.storage import models_for

from .access import visible_records


@dataclass(frozen=True)
class Mentioned:
    """A comment, and the people it names who may see its record."""

    people: list[User]
    author: str
    form_name: Any
    number: str
    body: str
    url: str


def mentioned_people(comment_id: int) -> Mentioned | None:
    """Return whom a comment names; None when nobody is to be told."""
    comment = Comment.objects.select_related("author", "form__application__workspace").filter(pk=comment_id).first()
    if comment is None or not comment.mentions:
        return None
    form, application = comment.form, comment.form.application
    generation = models_for(application)
    people = [
        person
        for person in User.objects.filter(pk__in=comment.mentions).exclude(pk=comment.author_id)
        if visible_records(person, form, generation).filter(pk=comment.record_id).exists()
    ]
    # Not the record's title: it may hold what one of them must not see.
    number = generation.model(form.pk)._default_manager.filter(pk=comment.record_id).values_list("number", flat=True)
    return Mentioned(
        people=people,
        author=comment.author.display_name,
        form_name=form.name,
        number=number.first() or "",
        body=comment.body[:500],
        url=f"/apps/{application.key}/{form.key}/{comment.record_id}/",
    )
