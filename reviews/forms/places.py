"""Narrowing down the list of places."""

from typing import Any

from django import forms

from reviews.forms.review import bare_helper
from reviews.portfolio import WORDS, Choices, Filters


class FilterForm(forms.Form):
    """By wave, region, group and how they stand; a bent value narrows nothing."""

    wave = forms.ChoiceField(
        required=False,
        choices=[("", "Every wave"), ("1", "First"), ("2", "Second"), ("3", "Third")],
    )
    region = forms.ChoiceField(required=False)
    group = forms.ChoiceField(required=False)
    standing = forms.ChoiceField(
        label="How they stand",
        required=False,
        choices=[("", "Anywhere"), *WORDS.items()],
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            ("", "Every region"),
            *((region, region) for region in choices.regions),
        ]
        self.fields["group"].choices = [  # type: ignore[attr-defined]
            ("", "Every group"),
            *((group.slug, group.name) for group in choices.groups),
        ]
        self.helper = bare_helper(self)

    def filters(self) -> Filters:
        self.is_valid()
        return Filters(
            **{name: self.cleaned_data.get(name, "") for name in self.fields}
        )

    @property
    def is_filtered(self) -> bool:
        return any(self.cleaned_data.values())
