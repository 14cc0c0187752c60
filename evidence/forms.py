"""Adding and changing evidence: valid input, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from evidence.models import Item, ItemFile
from office.once import OnceForm
from office.uploads import UploadField

LONGEST_NOTE = 5_000
FILE_TYPES = "PDF, DOCX, XLSX, CSV, ODS, PNG or JPG, up to 20MB."


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
            "is_restricted": "Published strategies will name it but never show it."
            " Only people of your place can read it.",
        }
        widgets = {
            "kind": forms.RadioSelect,
            "note": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
        if not (is_wrong or cleaned.get("address") or cleaned.get("file")):
            self.add_error("address", "Enter a web address or select a file")
        return cleaned


@dataclass(frozen=True)
class Difference:
    """A field of which what is saved now and what was typed are not the same."""

    label: str
    saved: str
    typed: str


class EditForm(ItemForm):
    """An officer's changes, and the revision they were made to."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
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
        self.fields["revision"].initial = item.revision
        usable = Q(withdrawn_at=None) | Q(pk=item.replaced_by_id)
        others = Item.objects.filter(usable, place=item.place).exclude(pk=item.pk)
        self.fields["replaced_by"].queryset = others.order_by("number")  # type: ignore[attr-defined]
        self.before = {name: getattr(item, name) for name in self.columns()}

    @classmethod
    def columns(cls) -> list[str]:
        return [
            "replaced_by_id" if name == "replaced_by" else name
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
        if cleaned.get("address") == "" and not self.instance.files.exists():
            self.add_error("address", "Enter a web address: there is no file")
        return cleaned

    @property
    def is_stale(self) -> bool:
        """Somebody saved this item after the form was opened."""
        return self.cleaned_data["revision"] != self.instance.revision

    def differences(self, columns: Iterable[str] | None = None) -> list[Difference]:
        """Field by field, what is saved now beside what was typed."""
        wanted = self.before if columns is None else list(columns)
        return [
            Difference(
                self.label(column),
                self._said(column, self.before[column]),
                self._said(column, getattr(self.instance, column)),
            )
            for column in self.before
            if column in wanted
            and self.before[column] != getattr(self.instance, column)
        ]

    def label(self, column: str) -> str:
        return str(self.fields[column.removesuffix("_id")].label)

    def put_back(self, columns: Iterable[str]) -> None:
        """Let these fields of what was typed say what is saved."""
        for column in columns:
            setattr(self.instance, column, self.before[column])

    def _said(self, column: str, value: Any) -> str:
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if column == "kind":
            return Item.Kind(value).label
        if column == "replaced_by_id":
            return str(Item.objects.get(pk=value)) if value else ""
        return str(value)


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


class FileForm(OnceForm):
    """A further file of an item, or a newer copy of one."""

    file = UploadField(label="File", help_text=FILE_TYPES)

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = ItemFile.objects.filter(item=item, replaced_by=None)
        if current:
            self.fields["instead_of"] = forms.ModelChoiceField(
                label="Does it take the place of an earlier file?",
                queryset=current,
                required=False,
                blank=True,
                widget=forms.RadioSelect,
                empty_label="No, it is a further file",
                help_text="The earlier file stays listed: a version may have cited it.",
                error_messages={"invalid_choice": "Choose a file that is still in use"},
            )


class FilterForm(forms.Form):
    """What of the evidence base is listed."""

    STATES = [
        ("", "In use"),
        ("restricted", "In use and restricted"),
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
