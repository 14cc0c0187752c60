"""The two steps of a CSV of people: the file, then the same once more to send it."""

from django import forms
from django.core.exceptions import ValidationError

from office.once import OnceForm
from people import register
from people.register import MOST_BYTES, Line, text_of


class RegisterFileForm(forms.Form):
    """A CSV of people to ask in."""

    file = forms.FileField(
        label="CSV file",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": "Select a CSV file",
            "missing": "Select a CSV file",
            "invalid": "Select a CSV file",
            "empty": "The selected file is empty",
        },
    )

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError("The selected file must be smaller than 200KB")
        text = text_of(file.read())
        if text is None:
            raise ValidationError("The selected file must be a CSV in UTF-8")
        self.cleaned_data["lines"] = _lines(text)
        return text


class RegisterForm(OnceForm):
    """The same people once more, after the preview: now they are asked."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=MOST_BYTES)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        self.cleaned_data["lines"] = _lines(text)
        return text


def _lines(text: str) -> list[Line]:
    try:
        return register.lines(text)
    except register.NotAList as fault:
        raise ValidationError(str(fault)) from fault
