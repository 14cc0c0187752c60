"""Publishing, and taking off the public pages what stands there."""

from typing import Any

from django import forms
from django.utils import timezone

from office.fields import DateField
from reviews.forms.review import bare_helper
from strategies.models import Version


class PublishForm(forms.Form):
    """When the version that was read becomes public."""

    on = DateField(
        label="When it becomes public",
        help_text="Today or a later day. It appears at the start of that day.",
        error_messages={"required": "Give the day it becomes public"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
        self.fields["version"].initial = version.number
        self.helper = bare_helper(self)

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day < timezone.localdate():
            raise forms.ValidationError("Give a date that is today or later")
        return day


class TakeDownForm(forms.Form):
    """Why a strategy or a consultation is taken off the public pages."""

    because = forms.CharField(
        label="Why you take it down",
        help_text="This is kept in the strategy’s history.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you take it down"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = bare_helper(self)
