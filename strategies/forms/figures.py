"""What may be typed about a figure, and the picture or file it shows."""

from __future__ import annotations

from typing import Any

from django import forms

from office.uploads import UploadField
from strategies.forms.part import OUT_OF_DATE
from strategies.forms.records import FORMS, RecordForm
from strategies.models import Enclosure, Figure, Record

SHA256 = 64  # characters


class FigureForm(RecordForm):
    """A figure as typed; `kept` names the picture or file it has, once that is kept."""

    upload = UploadField(
        label="Picture or file",
        required=False,
        help_text="A picture as PNG or JPG is shown in the text. Anything else is offered "
        "as a file to download. 20MB at most.",
    )
    kept = forms.CharField(
        required=False,
        max_length=SHA256,
        widget=forms.HiddenInput,
        error_messages={"max_length": OUT_OF_DATE},
    )
    field_order = ("title", "upload", "alternative", "source", "licence")

    class Meta:
        model = Figure
        fields = ["title", "alternative", "source", "licence"]
        widgets = {"alternative": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "title": "What stands under it. Its number is given by its place in the text.",
            "alternative": "Say in a sentence or two what a reader is meant to see in it. "
            "You can leave this until you ask for approval.",
            "source": "Where it comes from. [@E01] cites an item of your evidence base.",
            "licence": "Under what terms it may be shown, if it is not your own.",
        }
        error_messages = {"title": {"required": "Enter a caption"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = None if self.is_new else self.instance.enclosure
        self.initial["kept"] = now.sha256 if now else ""
        if now:
            self.fields["upload"].label = "Another picture or file in its place"

    def clean_kept(self) -> Enclosure | None:
        """The one it names, if that is of this strategy."""
        sha256 = self.cleaned_data["kept"]
        now = None if self.is_new else self.instance.enclosure
        if not sha256 or (now and now.sha256 == sha256):
            return now if sha256 else None
        found = Enclosure.objects.filter(strategy=self.strategy, sha256=sha256).first()
        if found is None:
            raise forms.ValidationError(OUT_OF_DATE)
        return found

    def filled(self) -> Record:
        self.instance.enclosure = self.cleaned_data["kept"]
        return self.instance


FORMS["figures"] = FigureForm
