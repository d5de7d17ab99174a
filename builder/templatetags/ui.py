"""What templates need from the design system: modules, icons, data for components, labels, form controls."""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

LIT = "vendor/lit/lit.js"
DIRECTIVES = ("class-map", "guard", "if-defined", "keyed", "live", "map", "ref", "repeat", "until", "when")
BARE_NAMES = {
    "lit": LIT,
    "lit/directive.js": LIT,
    **{f"lit/directives/{name}.js": LIT for name in DIRECTIVES},
    "codemirror": "vendor/codemirror/codemirror.js",
}
CONTROL_CLASSES = {
    forms.Textarea: "input",
    forms.Select: "select",
    forms.CheckboxInput: "",
    forms.RadioSelect: "",
    forms.CheckboxSelectMultiple: "",
}


def import_map() -> str:
    """Return the import map: bare names of libraries, and each module's plain address to its hashed one."""
    imports = {name: static(path) for name, path in BARE_NAMES.items()}
    hashed: dict[str, str] = getattr(staticfiles_storage, "hashed_files", {})
    for name in sorted(hashed):
        if name.endswith(".js") and not name.endswith(".test.js"):
            imports[f"{settings.STATIC_URL}{name}"] = static(name)
    return json.dumps({"imports": imports}, separators=(",", ":")).replace("<", "\\u003c")


_import_map_once = lru_cache(maxsize=1)(import_map)


@register.simple_tag(takes_context=True)
def importmap(context: Context) -> SafeString:
    """Write the page's only inline script, with the nonce of this response."""
    body = import_map() if settings.DEBUG else _import_map_once()
    nonce = getattr(context.get("request"), "csp_nonce", "")
    return format_html('<script type="importmap" nonce="{}">{}</script>', nonce, mark_safe(body))  # noqa: S308


@register.simple_tag
def modulepreload(*names: str) -> SafeString:
    """Tell the browser early which modules the page starts with."""
    return format_html_join("", '<link rel="modulepreload" href="{}">', ((static(name),) for name in names))


@register.simple_tag
def icon(name: str, css_class: str = "i") -> SafeString:
    """Draw a symbol of the icon sprite; it is decorative, the text beside it or the label tells the meaning."""
    sprite = static("builder/icons/sprite.svg")
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css_class, sprite, name)


@register.simple_tag
def json_data(value: Any, element_id: str) -> SafeString:
    """Hand data to a component, which names the element's id in its `data` attribute."""
    return json_script(value, element_id)


@register.filter
def localized(label: Any) -> str:
    """Return a builder-made label in the current language, or in the first language that has it."""
    if not isinstance(label, dict):
        return "" if label is None else str(label)
    language = get_language() or settings.LANGUAGE_CODE
    candidates = (label.get(language), label.get(language.split("-")[0]), label.get("en"), *label.values())
    return next((str(text) for text in candidates if text), "")


@register.filter
def initials(name: Any) -> str:
    """Return one or two characters that stand for a person or an app."""
    text = localized(name).strip()
    if not text:
        return "?"
    if unicodedata.east_asian_width(text[0]) in "WF":
        return text[0]
    words = text.split()
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.simple_tag
def control(field: BoundField, **attributes: Any) -> SafeString:
    """Render a form field's widget with our class and with its help and errors named for assistive technology."""
    widget = field.field.widget
    css_class = next((css for kind, css in CONTROL_CLASSES.items() if isinstance(widget, kind)), "input")
    attrs: dict[str, Any] = {name.replace("_", "-"): value for name, value in attributes.items()}
    attrs["class"] = " ".join(filter(None, [css_class, widget.attrs.get("class", ""), attrs.get("class", "")]))
    described = [
        f"{field.auto_id}-{part}" for part, text in (("help", field.help_text), ("error", field.errors)) if text
    ]
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs={name: value for name, value in attrs.items() if value != ""})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Tell whether the field is one box, whose label stands behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_choice_group(field: BoundField) -> bool:
    """Tell whether the field is a group of boxes or radio buttons, which needs a legend."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.simple_tag
def toasts(messages: Any) -> SafeString:
    """Hand the messages of this request to the toast region."""
    found = [{"text": str(m), "tone": "danger" if m.level_tag in ("error", "warning") else ""} for m in messages]
    body = json.dumps(found).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return format_html('<script type="application/json" data-toasts>{}</script>', mark_safe(body))  # noqa: S308
