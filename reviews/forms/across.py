"""Which places are looked across. GET forms; a bent value narrows nothing."""

from typing import Any

from django import forms

from people.models import Place
from reviews.forms.review import bare_helper
from strategies.text.grammar import without_unwritable


class AcrossForm(forms.Form):
    kind = forms.ChoiceField(
        label="Kind of place",
        required=False,
        choices=[
            ("", "Every kind"),
            (Place.Kind.LEP, "Local Enterprise Partnerships"),
            (Place.Kind.MCA, "Mayoral Combined Authorities"),
        ],
    )
    region = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, regions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            ("", "Every region"),
            *((region, region) for region in regions),
        ]
        self.helper = bare_helper(self)

    def chosen(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class ClaimsForm(AcrossForm):
    about = forms.CharField(
        label="A sector or asset (optional)",
        help_text="For example: hydrogen, ceramics, port.",
        max_length=100,
        required=False,
    )

    def __init__(self, data: Any, **kwargs: Any) -> None:
        data = data.copy()
        data["about"] = without_unwritable(data.get("about", ""))
        super().__init__(data, **kwargs)
