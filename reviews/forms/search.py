"""What is sought, and of which kind. A GET form."""

from typing import Any

from django import forms

from reviews.search import KINDS
from reviews.sought import Sought
from strategies.text.grammar import without_unwritable


class SearchForm(forms.Form):
    q = forms.CharField(
        label="Words",
        help_text="Everything that says all of these words is found.",
        max_length=200,
        required=False,
        error_messages={"max_length": "Use at most 200 characters"},
    )
    kind = forms.ChoiceField(
        label="Where",
        required=False,
        choices=[("", "Everywhere I may read"), *KINDS.items()],
        error_messages={"invalid_choice": "Choose one of these"},
    )

    def __init__(self, data: Any = None) -> None:
        if data is not None:
            data = data.copy()
            data["q"] = without_unwritable(data.get("q", ""))
        super().__init__(data)

    @property
    def sought(self) -> Sought:
        return Sought(self.cleaned_data["q"])
