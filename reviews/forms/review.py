"""The forms of a round: points, what was found, circulation, replies."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from office.fields import DateField, Hinted, RowsField
from office.once import OnceForm
from people.models import GOVERNMENT_ROLES, Membership, User
from reviews.models import Judgement, Point, Round
from strategies.prospectus import Criterion

TEXT_LIMIT = 20_000
LEVELS = [
    (
        Point.Level.MUST,
        Hinted("Needs a change", hint="It cannot be agreed as it stands."),
    ),
    (
        Point.Level.SHOULD,
        Hinted("Please consider", hint="It would be better. The place decides."),
    ),
    (
        Point.Level.THOUGHT,
        Hinted("For information", hint="Nothing needs to be done."),
    ),
]


def bare_helper(form: forms.BaseForm) -> FormHelper:
    """The page writes the form tag, the token and the button."""
    helper = FormHelper(form)
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class PointForm(OnceForm, forms.ModelForm):
    """Something a reader raises, on a part or on what the prospectus asks."""

    class Meta:
        model = Point
        fields = ["part_key", "criterion", "level", "text"]

    field_order = ["part_key", "criterion", "level", "text", "once"]

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = round_.strategy.edition
        parts = [
            (part["key"], part["title"])
            for section in round_.version.document["sections"]
            for part in section["parts"]
        ]
        self.titles = dict(parts)
        self.fields["part_key"] = forms.ChoiceField(
            label="Which part",
            choices=[("", "The whole strategy"), *parts],
            required=False,
        )
        self.fields["criterion"] = forms.ChoiceField(
            label="What the prospectus asks (optional)",
            choices=[
                ("", "None in particular"),
                *(
                    (item.id, f"{item.id} {item.title}")
                    for item in edition.judged(round_.strategy.place.kind)
                ),
            ],
            required=False,
        )
        self.fields["level"] = forms.ChoiceField(
            label="How much it matters",
            choices=LEVELS,
            widget=forms.RadioSelect,
            error_messages={"required": "Say how much it matters"},
        )
        self.fields["text"] = forms.CharField(
            label="What you want to say",
            max_length=TEXT_LIMIT,
            widget=forms.Textarea(attrs={"rows": 8}),
            error_messages={"required": "Write what you want to say"},
        )
        self.helper = bare_helper(self)


class PointEditForm(PointForm):
    """The same before it is sent; carries the revision it was read at."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ["part_key", "criterion", "level", "text", "revision"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["once"]
        self.fields["revision"].initial = self.instance.revision
        self.helper = bare_helper(self)


class ReplyForm(OnceForm):
    """What the place answers."""

    text = forms.CharField(
        label="Your reply",
        help_text="Say what you changed and where. If you disagree, say why.",
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write your reply"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = bare_helper(self)


class LeaveOutForm(forms.Form):
    """Why a reviewer's point is not taken over."""

    reason = forms.CharField(
        label="Why not",
        help_text="The reviewer sees this.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you do not take this point over"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = bare_helper(self)


class CloseForm(forms.Form):
    """The Area Lead is content with what became of a point."""

    note = forms.CharField(
        label="Note on closing (optional)", max_length=2000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = bare_helper(self)


class PeopleField(RowsField):
    """People by their names and departments."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.department}" if obj.department else str(obj.name)


class CirculationForm(OnceForm):
    """One step: choose people and a date."""

    people = PeopleField(
        label="Who should read it",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person"},
    )
    due_on = DateField(
        label="When you would like their comments",
        error_messages={"required": "Give a date"},
    )

    field_order = ["people", "due_on", "once"]

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        readers = Membership.objects.current().filter(role__in=GOVERNMENT_ROLES)
        people = (
            User.objects.active()
            .filter(pk__in=readers.values("user"))
            .exclude(pk__in=round_.circulations.values("user"))
            .order_by("name")
        )
        self.fields["people"].queryset = people  # type: ignore[attr-defined]
        self.helper = bare_helper(self)

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("Give a date that is today or later")
        return day


class FindingForm(forms.Form):
    """What was found for one criterion."""

    finding = forms.ChoiceField(
        label="What you found",
        choices=Judgement.Finding.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.CharField(
        label="In a sentence (needed unless it is shown)",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, criterion: Criterion, old: Judgement | None, **kwargs: Any
    ) -> None:
        self.criterion, self.old = criterion, old
        initial = (
            {"finding": old.finding, "reason": old.reason, "revision": old.revision}
            if old
            else {}
        )
        kwargs |= {"initial": initial, "prefix": criterion.id}
        super().__init__(*args, **kwargs)
        self.helper = bare_helper(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        finding, reason = cleaned.get("finding"), (cleaned.get("reason") or "").strip()
        if finding in (Judgement.Finding.NOT_YET, Judgement.Finding.SET_ASIDE):
            if not reason:
                self.add_error(
                    "reason", f"{self.criterion.id}: give a sentence of reason"
                )
        elif reason and not finding:
            self.add_error("finding", f"{self.criterion.id}: say what you found")
        return {**cleaned, "reason": reason}

    @property
    def is_said(self) -> bool:
        """Whether anything was answered; an untouched criterion stays open."""
        return bool(self.cleaned_data.get("finding"))
