"""`{% govuk "tag" text="Ready" %}`: any component of the design system in a template."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.safestring import SafeString

from office.drawing import draw, target
from office.govuk import component
from office.wording import errors_of

register = template.Library()


@register.simple_tag
def govuk(folder: str, **params: Any) -> SafeString:
    """The component; `icon_fallback_text` means iconFallbackText, `hint__text` nests."""
    nested: dict[str, Any] = {}
    for key, value in params.items():
        *outers, last = [camel(part) for part in key.split("__")]
        inner = nested
        for outer in outers:
            inner = inner.setdefault(outer, {})
        inner[last] = value
    return component(folder, **nested)


def camel(words: str) -> str:
    first, *rest = words.split("_")
    return first + "".join(word.capitalize() for word in rest)


@register.simple_tag
def govuk_field(field: BoundField) -> SafeString:
    return draw(field)


@register.simple_tag
def govuk_button(button: Any) -> SafeString:
    """A crispy layout's Submit, Button or Reset."""
    classes = button.field_classes.replace("btn btn-primary", "").replace("btn", "")
    submits = button.input_type == "submit"
    return component(
        "button",
        text=button.value,
        name=button.name,
        value=button.value,
        id=button.id,
        type=button.input_type,
        classes=" ".join(classes.split()),
        attributes=button.flat_attrs,
        **({"preventDoubleClick": True} if submits else {}),
    )


@register.simple_tag
def error_summary(*sources: object) -> SafeString | str:
    """Every error of the forms and formsets, each a link to where it can be mended."""
    found = [error for source in sources for error in listed(source)]
    if not found:
        return ""
    return component("error-summary", titleText="There is a problem", errorList=found)


def listed(source: object) -> list[dict[str, str]]:
    if isinstance(source, list):
        return [error for one in source for error in listed(one)]
    if isinstance(source, BaseFormSet):
        whole = [{"text": str(error)} for error in source.non_form_errors()]
        return whole + [error for form in source.forms for error in listed(form)]
    if not isinstance(source, forms.BaseForm):
        return []
    found = [{"text": str(error)} for error in source.non_field_errors()]
    for name in source.errors:
        if name in source.fields:
            where = target(source[name])
            link = {"href": f"#{where}"} if where else {}
            found += [{"text": error, **link} for error in errors_of(source[name])]
    return found
