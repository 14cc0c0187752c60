"""Django's own error messages, said the way this portal speaks.

A form that says something better in its `error_messages` keeps its words.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

# Code: how Django's own message begins, and what we say instead.
OURS = {
    "max_length": (
        "Ensure this",
        "{label} must be {limit_value:,} characters or fewer. It has {show_value:,}",
    ),
    "min_length": (
        "Ensure this",
        "{label} must be {limit_value:,} characters or more. It has {show_value:,}",
    ),
    "max_value": ("Ensure this", "{label} must be {limit_value} or less"),
    "min_value": ("Ensure this", "{label} must be {limit_value} or more"),
    "invalid_choice": ("Select a valid", "Choose one of the answers that are offered"),
    "invalid_list": ("Enter a list", "Choose one of the answers that are offered"),
    "null_characters_not_allowed": (
        "Null characters",
        "{label} holds a character that cannot be kept (NUL). Type it again",
    ),
    "empty": ("The submitted file", "The file is empty. Choose another"),
}
REQUIRED = "This field is required."


def errors_of(field: BoundField) -> list[str]:
    """Every error of the field, in our words."""
    said: list[str] = []
    for error in field.errors.as_data():
        ours = in_our_words(error, field)
        said += [ours] if ours else error.messages
    return said


def in_our_words(error: ValidationError, field: BoundField) -> str:
    message = error.messages[0]
    if error.code == "required" and message == REQUIRED:
        return required(field)
    begins, ours = OURS.get(error.code or "", (None, ""))
    if begins and message.startswith(begins):
        return ours.format(**{"label": field.label, **(error.params or {})})
    return ""


def required(field: BoundField) -> str:
    """“Enter title”, “Choose region”; a question is asked again."""
    widget, label = field.field.widget, str(field.label)
    if label.endswith("?"):
        return f"Answer this: {label}"
    chosen = (forms.Select, forms.RadioSelect, forms.CheckboxInput, forms.FileInput)
    verb = "Choose" if isinstance(widget, chosen) else "Enter"
    return f"{verb} {label if label[1:2].isupper() else label[:1].lower() + label[1:]}"
