"""Adding and changing an item of evidence."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, TextChoices

from evidence.forms.files import FILE_TYPES
from evidence.forms.saved_over import SavedOverForm
from evidence.models import Indicator, Item
from office.once import OnceForm
from office.uploads import UploadField

LONGEST_NOTE = 5_000
CHOICES: dict[str, type[TextChoices]] = {
    "kind": Item.Kind,
    "scale": Item.Scale,
    "detail": Item.Detail,
}


class ItemForm(forms.ModelForm):
    """What is known of one item. A title, and where it is to be found, are enough."""

    address = forms.URLField(
        label="Web address",
        assume_scheme="https",
        max_length=2000,
        required=False,
        help_text="Where anybody can read it, if it is on the web.",
        error_messages={
            "invalid": "Enter a web address, like https://www.example.org/"
        },
    )

    class Meta:
        model = Item
        fields = [
            "title",
            "kind",
            "publisher",
            "published",
            "period",
            "geography",
            "value",
            "address",
            "licence",
            "edition",
            "indicator",
            "scale",
            "detail",
            "note",
            "is_restricted",
            "restricted_because",
        ]
        labels = {
            "kind": "What kind of evidence it is",
            "publisher": "Who published it",
            "published": "When it was published",
            "period": "What period it covers",
            "geography": "What area it covers",
            "value": "What it says",
            "indicator": "Which statistic it is about",
            "scale": "How near the ground it looks",
            "detail": "What it is broken down by",
            "note": "Notes",
            "is_restricted": "This evidence is restricted",
            "restricted_because": "Why it is restricted",
        }
        help_texts = {
            "title": "As its publisher gives it, so that others can find it.",
            "publisher": "For example Office for National Statistics.",
            "published": "As its publisher writes it, for example February 2019.",
            "period": "For example 2017, or January to December 2018.",
            "geography": "For example the whole area, or two districts by name.",
            "value": "The figure or finding you rely on, with its unit.",
            "licence": "For example Open Government Licence v3.0.",
            "edition": "If its publisher revises it: which edition you used.",
            "indicator": "Of a gap: the statistic of which no such figure exists.",
            "is_restricted": "Published strategies will name it but never show it."
            " Only people of your place can read it.",
        }
        widgets = {
            "kind": forms.RadioSelect,
            "note": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_statistics()
        self.fields["title"].error_messages["required"] = "Enter a title"
        self.fields["kind"].error_messages.update(
            required="Choose what kind it is", invalid_choice="Choose what kind it is"
        )
        for name, field in self.fields.items():
            field.error_messages["null_characters_not_allowed"] = (
                f"{field.label} must not contain hidden characters"
            )
            if longest := getattr(field, "max_length", None):
                field.error_messages["max_length"] = (
                    f"{field.label} must be {longest:,} characters or fewer"
                )
            if name in ("published", "period", "edition", "licence"):
                field.widget.attrs["class"] = "govuk-input--width-20"

    def offer_statistics(self) -> None:
        field = self.fields["indicator"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the types
        field.queryset = Indicator.objects.known_to(self.instance.place)
        field.empty_label = "None in particular"
        field.error_messages["invalid_choice"] = "Choose a statistic from the list"

    @property
    def is_gap(self) -> bool:
        return self.cleaned_data.get("kind") == Item.Kind.GAP

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address and not address.lower().startswith(("http://", "https://")):
            raise ValidationError("Enter a web address that begins with https://")
        return address

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if len(note) > LONGEST_NOTE:
            raise ValidationError(f"Notes must be {LONGEST_NOTE:,} characters or fewer")
        return note

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_restricted") and cleaned.get("restricted_because") == "":
            self.add_error("restricted_because", "Say why it is restricted")
        return cleaned


class AddForm(OnceForm, ItemForm):
    """A new item, with its file if it has one."""

    file = UploadField(
        label="File",
        required=False,
        help_text=f"If it is not on the web, or may not stay there. {FILE_TYPES}",
    )

    field_order = [*ItemForm.Meta.fields[:8], "file"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_wrong = self.errors.keys() & {"address", "file"}
        if not (
            self.is_gap or is_wrong or cleaned.get("address") or cleaned.get("file")
        ):
            self.add_error("address", "Enter a web address or select a file")
        return cleaned


class EditForm(SavedOverForm, ItemForm):
    """An officer's changes, and the revision they were made to."""

    replaced_by = forms.ModelChoiceField(
        label="Replaced by",
        queryset=Item.objects.none(),
        required=False,
        empty_label="Nothing: this is still the one to use",
        error_messages={"invalid_choice": "Choose evidence from the list"},
    )

    class Meta(ItemForm.Meta):
        fields = [*ItemForm.Meta.fields, "replaced_by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item: Item = self.instance
        usable = Q(withdrawn_at=None) | Q(pk=item.replaced_by_id)
        others = Item.objects.filter(usable, place=item.place).exclude(pk=item.pk)
        self.fields["replaced_by"].queryset = others.order_by("number")  # type: ignore[attr-defined]

    @classmethod
    def columns(cls) -> list[str]:
        return [
            f"{name}_id" if name in ("replaced_by", "indicator") else name
            for name in cls.Meta.fields
        ]

    def clean_replaced_by(self) -> Item | None:
        newer: Item | None = self.cleaned_data["replaced_by"]
        seen = {self.instance.pk}
        following = newer
        while following:
            if following.pk in seen:
                raise ValidationError(f"{newer} is itself replaced by this evidence")
            seen.add(following.pk)
            following = following.replaced_by
        return newer

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_nowhere = cleaned.get("address") == "" and not self.is_gap
        if is_nowhere and not self.instance.files.exists():
            self.add_error("address", "Enter a web address: there is no file")
        return cleaned

    def _said(self, column: str, value: Any) -> str:
        if column in CHOICES:
            return CHOICES[column](value).label if value else ""
        if column == "indicator_id":
            return str(Indicator.objects.get(pk=value)) if value else ""
        if column == "replaced_by_id":
            return str(Item.objects.get(pk=value)) if value else ""
        return super()._said(column, value)


class WithdrawForm(forms.Form):
    """Why an item is no longer to be used."""

    because = forms.CharField(
        label="Why you are withdrawing it",
        max_length=300,
        help_text="For example: its publisher has corrected the figures.",
        error_messages={
            "required": "Say why you are withdrawing it",
            "max_length": "The reason must be 300 characters or fewer",
            "null_characters_not_allowed": "The reason must not contain hidden characters",
        },
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class BringBackForm(forms.Form):
    """Confirms that a withdrawn item is to be used again."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
