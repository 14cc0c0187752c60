"""How a form's field becomes a GOV.UK component. What attrs mean: attributes.py."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import ChoiceWidget
from django.utils.html import format_html
from django.utils.safestring import SafeString

from office.attributes import attr, basics, messages, named, others
from office.fields import DateInput, Hinted
from office.govuk import component

DASHES = "---------"


def draw(field: BoundField) -> SafeString:
    """The whole form group: label, hint, errors and input."""
    widget = field.field.widget
    if field.is_hidden:
        return field.as_widget()
    if isinstance(widget, DateInput):
        return date_input(field, widget)
    if isinstance(widget, forms.CheckboxInput):
        return single_checkbox(field)
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return choices(field, widget)
    if isinstance(widget, forms.Select):
        return select(field, widget)
    if isinstance(widget, forms.Textarea):
        return textarea(field)
    if isinstance(widget, forms.FileInput):
        return component(
            "file-upload", multiple=widget.allow_multiple_selected, **basics(field)
        )
    if isinstance(widget, forms.PasswordInput):
        return component("password-input", **basics(field), **named(field))
    return text_input(field, widget)


def text_input(field: BoundField, widget: forms.Widget) -> SafeString:
    """One line. Numbers are text with a numeric keypad: a scroll wheel changes nothing."""
    kind = getattr(widget, "input_type", "text")
    params = {**basics(field), **named(field)}
    if kind == "number":
        kind = "text"
        fractions = isinstance(field.field, (forms.DecimalField, forms.FloatField))
        params.setdefault("inputmode", "decimal" if fractions else "numeric")
    if kind in ("email", "url"):
        params.setdefault("spellcheck", False)
    for side in ("prefix", "suffix"):
        if attr(field, side):
            params[side] = {"text": attr(field, side)}
    value = widget.format_value(field.value())
    return component("input", type=kind, value=value or "", **params)


def textarea(field: BoundField) -> SafeString:
    """Many lines; a limit is counted down, a suggested length is counted up to."""
    value = field.field.widget.format_value(field.value()) or ""
    if value.startswith("\n"):
        value = f"\n{value}"  # HTML drops the first line break after the tag
    params = {**basics(field), **named(field), "value": value}
    params["rows"] = attr(field, "rows") or 5
    if limit := attr(field, "maxwords") or attr(field, "maxchars"):
        unit = "words" if attr(field, "maxwords") else "characters"
        params |= count_down(field, limit, unit)
    elif suggested := attr(field, "suggested"):
        params["describedBy"] = f"{field.auto_id}-words"
        params["formGroup"] = {"afterInput": {"html": word_count(field, suggested)}}
    return component("textarea", **params)


def count_down(field: BoundField, limit: int, unit: str) -> dict[str, Any]:
    """The character count: its own macro cannot count words as the newest one does."""
    attributes = {
        "data-module": "govuk-character-count",
        "data-maxlength": limit,
        "data-count-type": unit,
    }
    if threshold := attr(field, "threshold"):
        attributes["data-threshold"] = threshold
    message = component(
        "hint",
        id=f"{field.auto_id}-info",
        text=f"You can enter up to {limit} {unit}",
        classes="govuk-character-count__message",
    )
    return {
        "describedBy": f"{field.auto_id}-info",
        "classes": f"govuk-js-character-count {attr(field, 'class')}".strip(),
        "formGroup": {
            "classes": "govuk-character-count",
            "attributes": attributes,
            "afterInput": {"html": message},
        },
    }


def word_count(field: BoundField, suggested: int) -> SafeString:
    return format_html(
        '<p class="govuk-hint" id="{0}-words" data-words-of="{0}" data-suggested="{1}">'
        "About {2} words are suggested</p>",
        field.auto_id,
        suggested,
        f"{suggested:,}",
    )


def options(field: BoundField, widget: ChoiceWidget) -> list[Any]:
    """The choices as Django lays them out: (group, options) pairs."""
    chosen = widget.format_value(field.value())
    groups = widget.optgroups(field.html_name, chosen, widget.attrs)
    return [(group, subgroup) for group, subgroup, index in groups]


def select(field: BoundField, widget: forms.Select) -> SafeString:
    items = [
        {
            "value": str(option["value"]),
            "text": "Choose one" if option["label"] == DASHES else str(option["label"]),
            "selected": bool(option["selected"]),
        }
        for group, subgroup in options(field, widget)
        for option in subgroup
    ]
    params = basics(field)
    if widget.allow_multiple_selected:
        params["attributes"]["multiple"] = True
    return component("select", items=items, **params)


def choices(
    field: BoundField, widget: forms.RadioSelect | forms.CheckboxSelectMultiple
) -> SafeString:
    """Radios or checkboxes in a fieldset; a group of choices begins with its name."""
    items: list[dict[str, Any]] = []
    for group, subgroup in options(field, widget):
        if group:
            items.append({"divider": str(group)})
        items += [
            item(option)
            for option in subgroup
            if option["value"] != "" or option["label"] != DASHES
        ]
    return component(
        "checkboxes" if widget.allow_multiple_selected else "radios",
        idPrefix=field.auto_id,
        name=field.html_name,
        fieldset={"legend": legend(field)},
        classes=attr(field, "class"),
        items=items,
        **messages(field),
    )


def legend(field: BoundField) -> dict[str, str]:
    classes = attr(field, "label_class").replace(
        "govuk-label--", "govuk-fieldset__legend--"
    )
    return {"text": field.label, "classes": classes}


def item(option: dict[str, Any]) -> dict[str, Any]:
    label = option["label"]
    drawn = {
        "value": str(option["value"]),
        "text": str(label),
        "checked": bool(option["selected"]),
        "disabled": bool(option["attrs"].get("disabled")),
    }
    if isinstance(label, Hinted):
        drawn["hint"] = {"text": label.hint}
    return drawn


def single_checkbox(field: BoundField) -> SafeString:
    """One box whose label is the field's; its hint stands under the label."""
    found = messages(field)
    widget = field.field.widget
    box = {
        "value": attr(field, "value") or "on",
        "text": field.label,
        "checked": bool(widget.check_test(field.value())),
        "attributes": {k: v for k, v in others(field).items() if k != "value"},
    }
    if "hint" in found:
        box["hint"] = found.pop("hint")
    return component(
        "checkboxes",
        idPrefix=field.auto_id,
        name=field.html_name,
        classes=attr(field, "class"),
        items=[box],
        **found,
    )


def date_input(field: BoundField, widget: DateInput) -> SafeString:
    """Day, month and year; only the parts that are wrong are marked."""
    values = widget.parts(field.value())
    wrong = wrong_parts(field)
    items = [
        {
            "id": f"{field.auto_id}_{part}",
            "name": f"{field.html_name}_{part}",
            "label": part.capitalize(),
            "value": values[part],
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
            **(
                {"autocomplete": f"bday-{part}"}
                if attr(field, "autocomplete") == "bday"
                else {}
            ),
        }
        for part in DateInput.PARTS
    ]
    return component(
        "date-input",
        id=field.auto_id,
        fieldset={"legend": legend(field)},
        items=items,
        **messages(field),
    )


def wrong_parts(field: BoundField) -> tuple[str, ...]:
    """The parts that the first error names; all of them when it names none."""
    if not field.errors:
        return ()
    first = field.errors.as_data()[0]
    return (first.params or {}).get("parts") or DateInput.PARTS


def target(field: BoundField) -> str:
    """The id that an error's link goes to; empty where nothing can be reached."""
    if field.is_hidden:
        return ""
    if isinstance(field.field.widget, DateInput):
        return f"{field.auto_id}_{wrong_parts(field)[0]}"
    return field.auto_id
