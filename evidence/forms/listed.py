"""What of the evidence base is listed."""

from typing import Any

from django import forms

from evidence.models import Item


class FilterForm(forms.Form):
    """What of the evidence base is listed."""

    STATES = [
        ("", "In use"),
        ("restricted", "In use and restricted"),
        ("gaps", "Gaps: no such figure exists"),
        ("dead-links", "Links that no longer work"),
        ("not-public", "Not public"),
        ("withdrawn", "Withdrawn"),
        ("all", "All, withdrawn ones too"),
    ]

    CITED = [
        ("", "Cited or not"),
        ("yes", "Cited in the strategy"),
        ("no", "Not cited"),
    ]

    q = forms.CharField(label="Search", max_length=200, required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "All kinds"), *Item.Kind.choices], required=False
    )
    state = forms.ChoiceField(label="Show", choices=STATES, required=False)
    cited = forms.ChoiceField(label="Cited", choices=CITED, required=False)

    def __init__(self, *args: Any, reads_draft: bool, **kwargs: Any) -> None:
        """What the draft cites is asked only by those who read it."""
        super().__init__(*args, **kwargs)
        if not reads_draft:
            del self.fields["cited"]
