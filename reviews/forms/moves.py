"""The form of each move: a note, the version read, and what the verb needs besides."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from office.fields import DateField
from office.uploads import UploadField
from people.models import User
from reviews.forms.review import bare_helper
from reviews.gates import other_version
from reviews.move import Move
from strategies.models import Status, Strategy

SUPPORTABLE = (
    Status.AWAITING_APPROVAL,
    Status.APPROVED,
    Status.WITH_GOVERNMENT,
    Status.WITH_MINISTERS,
)
NOTE_LIMIT = 20_000


class MoveForm(forms.Form):
    """A note and the version that was read."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        required=False,
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "max_length": "Write the note in 20,000 characters or fewer",
        },
    )

    def __init__(
        self, *args: Any, move: Move, strategy: Strategy, by: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        current = strategy.in_question
        self.fields["version"].initial = current.number if current else None
        self.fields["note"].label = move.note_label
        if move.needs_note:
            self.fields["note"].widget.attrs["rows"] = 10

    @property
    def helper(self) -> FormHelper:
        """Drawn of the fields that are left: some forms leave questions out."""
        return bare_helper(self)

    def facts(self) -> dict[str, object]:
        """What the verb needs besides the note, for workflow.perform."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("note", "version") and value not in (None, "")
        }


class ApproveForm(MoveForm):
    """An approver approves; an officer records the board's decision with its minute."""

    board = forms.CharField(label="Which board decided", required=False, max_length=200)
    decided_on = DateField(label="When the board decided", required=False)
    minute = UploadField(
        label="The board's minute",
        kinds=("pdf", "docx", "png", "jpg"),
        required=False,
        help_text="A PDF, Word document or picture, up to 20MB.",
    )

    field_order = ["version", "board", "decided_on", "minute", "note"]

    def __init__(
        self, *args: Any, move: Move, strategy: Strategy, by: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, move=move, strategy=strategy, by=by, **kwargs)
        signs = strategy.edition.signing_for(strategy.place.kind).approver
        if by.holds((signs,), strategy.place):
            for name in ("board", "decided_on", "minute"):
                del self.fields[name]

    def clean_decided_on(self) -> Any:
        return not_in_the_future(self.cleaned_data["decided_on"])


class MinistersForm(MoveForm):
    """Who was asked, who has cleared it, under which reference."""

    asked = forms.CharField(
        label="Which ministers were asked",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    cleared = forms.CharField(
        label="Who has cleared it so far (optional)",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reference = forms.CharField(
        label="Reference (optional)", required=False, max_length=100
    )

    field_order = ["version", "asked", "cleared", "reference", "note"]


class AgreeForm(MoveForm):
    """Who in government decided, and when."""

    decided_by = forms.CharField(
        label="Who in government decided",
        help_text="For example, Secretary of State for Housing, Communities and "
        "Local Government",
        required=False,
        max_length=300,
    )
    decided_on = DateField(label="When they decided", required=False)
    reference = forms.CharField(
        label="Reference (optional)", required=False, max_length=100
    )

    field_order = ["version", "decided_by", "decided_on", "reference", "note"]

    def clean_decided_on(self) -> Any:
        return not_in_the_future(self.cleaned_data["decided_on"])


class SupportForm(forms.Form):
    """A supporting LEP's approver has read this version and supports it."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Note (optional)",
        required=False,
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strategy = strategy
        current = strategy.in_question
        self.fields["version"].initial = current.number if current else None
        self.helper = bare_helper(self)

    def clean_version(self) -> int | None:
        """Support is for the version that was read, and for no other."""
        read = self.cleaned_data["version"]
        current = self.strategy.in_question
        if current is None or self.strategy.status not in SUPPORTABLE:
            raise forms.ValidationError("No version is waiting for your support now")
        if read != current.number:
            raise forms.ValidationError(other_version(self.strategy, read))
        return int(read)


FORMS: dict[str, type[MoveForm]] = {
    "approve": ApproveForm,
    "send_to_ministers": MinistersForm,
    "agree": AgreeForm,
}


def not_in_the_future(day: Any) -> Any:
    if day and day > timezone.localdate():
        raise forms.ValidationError("Give a date that is not in the future")
    return day
