"""What publishing a form will touch among the records there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from builder.definitions.services.publishing import Finding
from builder.definitions.text import localized
from forms_engine.engine import FieldSpec, FormSpec, compile_leniently
from forms_engine.models import Form
from forms_engine.selectors.forms import link_targets
from forms_engine.selectors.where_used import uses_of
from forms_engine.storage import Generation, models_for


def preflight(form: Form, document: Mapping[str, Any]) -> list[Finding]:
    """Return what the draft means for the records, and for what else uses the form."""
    generation = models_for(form.application)
    if form.pk not in generation:
        return []
    old = generation.spec(form.pk)
    new, _problems = compile_leniently(document, link_targets(form, document))
    return [*_record_findings(generation, form, old, new), *_removed_findings(generation, form, old, new)]


def _record_findings(generation: Generation, form: Form, old: FormSpec, new: FormSpec) -> Iterator[Finding]:
    records = generation.model(form.pk)._default_manager.filter(deleted_at=None)
    known = old.by_id()
    total = records.count()
    yield Finding("info", "records", _("The form has %(count)s records; they stay as they are."), {"count": total})
    if not total:
        return
    for one in new.stored():
        before = known.get(one.id)
        if one.required and before is not None and not before.required:
            blank = records.filter(**{f"{one.attribute}__isnull": True}).count()
            if blank:
                message = _("%(count)s records have no %(field)s; they must fill it in when they are next saved.")
                yield Finding("warning", "required_blank", message, {"count": blank, "field": _name(one)})
    for one in new.stored():
        before = known.get(one.id)
        if one.type == "choice" and before is not None:
            yield from _removed_options(records, before, one)
    for group in new.unique:
        yield from _duplicates(records, [new.fields[key] for key in group], known)


def _removed_options(records: Any, before: FieldSpec, after: FieldSpec) -> Iterator[Finding]:
    kept = {option["key"] for option in after.settings.get("options", [])}
    gone = [option for option in before.settings.get("options", []) if option["key"] not in kept]
    counts = dict(
        records.filter(**{f"{after.attribute}__in": [option["key"] for option in gone]})
        .order_by()
        .values_list(after.attribute)
        .annotate(n=Count("pk"))
    )
    for option in gone:
        if option["key"] in counts:
            name = localized(option.get("label")) or option["key"]
            params = {"count": counts[option["key"]], "field": _name(after), "option": name}
            message = _(
                "%(count)s records have the option %(option)s in %(field)s; they keep it until they are changed."
            )
            yield Finding("warning", "option_removed", message, params)


def _duplicates(records: Any, group: list[FieldSpec], known: Mapping[str, FieldSpec]) -> Iterator[Finding]:
    if any(one.id not in known for one in group):
        return
    names = [one.attribute for one in group]
    filled = Q(**{f"{name}__isnull": False for name in names})
    twice = records.filter(filled).order_by().values(*names).annotate(n=Count("pk")).filter(n__gt=1).count()
    if twice:
        params = {"count": twice, "fields": ", ".join(_name(one) for one in group)}
        message = _("%(count)s values of %(fields)s occur more than once; they must become unique first.")
        yield Finding("stop", "duplicates", message, params)


def _removed_findings(generation: Generation, form: Form, old: FormSpec, new: FormSpec) -> Iterator[Finding]:
    kept = new.by_id()
    records = generation.model(form.pk)._default_manager.filter(deleted_at=None)
    for one in old.fields.values():
        if one.id in kept:
            continue
        count = _filled(generation, form, records, one)
        if count:
            params = {"count": count, "field": _name(one)}
            message = _("%(field)s has a value in %(count)s records; it is hidden, not deleted.")
            yield Finding("warning", "field_removed", message, params)
        for use in uses_of(form, one.key):
            message = _("%(field)s is used by %(user)s, which will stop working.")
            yield Finding("stop", "field_used", message, {"field": _name(one), "user": use.text()})


def _filled(generation: Generation, form: Form, records: Any, one: FieldSpec) -> int:
    if one.lines is not None:
        rows = generation.lines_model(form.pk, one.id)._default_manager.filter(parent__deleted_at=None)
        return int(rows.values("parent").distinct().count())
    return int(records.filter(**{f"{one.attribute}__isnull": False}).count())


def _name(one: FieldSpec) -> str:
    return localized(one.label) or one.key
