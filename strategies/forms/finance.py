"""What may be typed about a finance officer's statement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from office.fields import DateField
from office.once import OnceForm
from office.uploads import UploadField
from strategies.finance import Said
from strategies.forms.records import NO_CONTROL

LONGEST = 5000


class FinanceForm(OnceForm):
    name = forms.CharField(
        label="Name of the finance officer",
        max_length=200,
        validators=[NO_CONTROL],
        error_messages={"required": "Enter who made the statement"},
    )
    post = forms.CharField(
        label="Post",
        max_length=200,
        validators=[NO_CONTROL],
        help_text="For example, Section 151 Officer or Section 73 Officer.",
        error_messages={"required": "Enter the post"},
    )
    body = forms.CharField(
        label="Accountable body",
        max_length=200,
        required=False,
        validators=[NO_CONTROL],
        help_text="The council or combined authority that answers for the money.",
    )
    made_on = DateField(label="When the statement was made")
    text = forms.CharField(
        label="What it says",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="These words follow the prospectus. Change them to what was signed.",
        error_messages={
            "required": "Enter what the statement says",
            "max_length": "Write the statement in 5,000 characters or fewer",
        },
    )
    file = UploadField(
        label="The signed statement",
        required=False,
        help_text="A PDF, a document or a picture of it. 20MB at most.",
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        for line in text.split("\n"):
            NO_CONTROL(line)
        return text

    def clean_made_on(self) -> Any:
        made_on = self.cleaned_data["made_on"]
        if made_on and made_on > timezone.localdate():
            raise forms.ValidationError("The date must be today or in the past")
        return made_on

    def said(self) -> Said:
        given = self.cleaned_data
        names = ("name", "post", "body", "made_on", "text")
        return Said(**{name: given[name] for name in names})
