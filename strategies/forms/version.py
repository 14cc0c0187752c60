"""What may be typed about versions: what one is frozen for, and which two to compare."""

from typing import Any

from django import forms

from office.once import OnceForm
from strategies.models import Version

DRAFT = "draft"


class VersionForm(OnceForm):
    """What a version is frozen for. Asking for approval freezes its own."""

    purpose = forms.ChoiceField(
        label="What is this version for?",
        choices=[
            choice
            for choice in Version.Purpose.choices
            if choice[0] != Version.Purpose.APPROVAL
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what this version is for"},
    )
    note = forms.CharField(
        label="Note (optional)",
        help_text="For example: for the board of 9 October. It is shown in the list "
        "of versions and is not printed.",
        max_length=300,
        required=False,
    )


class CompareForm(forms.Form):
    """Two versions, or a version and the text as it stands. A GET form."""

    def __init__(
        self, *args: Any, numbers: list[int], has_draft: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(number), f"Version {number}") for number in numbers]
        draft = [(DRAFT, "The text as it stands now")] if has_draft else []
        self.fields["from"] = forms.ChoiceField(label="From", choices=choices)
        self.fields["to"] = forms.ChoiceField(label="To", choices=draft + choices)
