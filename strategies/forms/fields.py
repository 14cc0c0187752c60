"""Fields of records: small Markdown, years, and what is named by its ref."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from strategies.forms.part import PlainTextarea, PlainTextField
from strategies.forms.strategy import FIRST_YEAR, LAST_YEAR, YEAR
from strategies.text import canonical

REF = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,19}")
NOT_OFFERED = "Choose one of those offered"


class MarkdownField(PlainTextField):
    """A text in the small Markdown, saved in its canonical form."""

    widget = PlainTextarea

    def __init__(self, rows: int = 6, **kwargs: Any) -> None:
        super().__init__(widget=PlainTextarea(attrs={"rows": rows}), **kwargs)

    def clean(self, value: Any) -> str:
        return canonical(super().clean(value)).strip("\n")


class YearField(forms.IntegerField):
    default_error_messages = {"invalid": YEAR, "min_value": YEAR, "max_value": YEAR}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR, **kwargs
        )
        self.widget.attrs["class"] = "govuk-input--width-4"


class RefsField(forms.MultipleChoiceField):
    """Some of the things offered, by ref. Any well-formed ref is taken."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": NOT_OFFERED}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def valid_value(self, value: str) -> bool:
        return REF.fullmatch(value) is not None


class RefField(forms.ChoiceField):
    """One of the things offered, or none, by ref. Any well-formed ref is taken."""

    default_error_messages = {"invalid_choice": NOT_OFFERED}

    def valid_value(self, value: str) -> bool:
        return REF.fullmatch(value) is not None
