"""What a field's widget says about its component, read from its attrs.

An attr goes onto the input, but for these:
`class` goes to the component; `label_class` to the label or legend ("govuk-label--m");
`maxwords`, `maxchars` and `threshold` make a textarea count down to a limit, `suggested`
count up to a number of words; `prefix` and `suffix` stand beside a text input.
`maxlength` and `minlength` are dropped, since they cut a long paste without a word (the
form refuses it and keeps it instead), and so are `min`, `max` and `step`.
"""

from typing import Any

from django.forms.boundfield import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from office.wording import errors_of

OURS = {
    "class",
    "label_class",
    "maxwords",
    "maxchars",
    "suggested",
    "maxlength",
    "minlength",
    "threshold",
    "prefix",
    "suffix",
    "id",
    "rows",
    "cols",
    "required",
    "min",
    "max",
    "step",
}
NAMED = ("autocomplete", "inputmode", "spellcheck", "autocapitalize", "disabled")
BREAK = SafeString("<br>")


def basics(field: BoundField) -> dict[str, Any]:
    """What every component with one input takes."""
    return {
        "id": field.auto_id,
        "name": field.html_name,
        "label": {"text": field.label, "classes": attr(field, "label_class")},
        "classes": attr(field, "class"),
        "attributes": others(field),
        **messages(field),
    }


def messages(field: BoundField) -> dict[str, Any]:
    """Its hint and all of its errors, each on a line."""
    found: dict[str, Any] = {}
    if field.help_text:
        found["hint"] = {"html": field.help_text}
    if field.errors:
        lines = ((line,) for line in errors_of(field))
        found["errorMessage"] = {"html": format_html_join(BREAK, "{}", lines)}
    return found


def attrs(field: BoundField) -> dict[str, Any]:
    disabled = {"disabled": True} if field.field.disabled else {}
    return {**field.field.widget.attrs, **disabled}


def attr(field: BoundField, name: str) -> Any:
    return attrs(field).get(name) or ""


def others(field: BoundField) -> dict[str, Any]:
    """The attributes that mean nothing to us and go straight onto the input."""
    return {
        name: {"value": value, "optional": True}
        for name, value in attrs(field).items()
        if name not in OURS and name not in NAMED
    }


def named(field: BoundField) -> dict[str, Any]:
    """Attributes for which the components have parameters of their own."""
    found = {name: attrs(field)[name] for name in NAMED if name in attrs(field)}
    if "spellcheck" in found:
        found["spellcheck"] = str(found["spellcheck"]).lower() == "true"
    return found
