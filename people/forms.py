"""What people type about people. Nothing here writes, or decides who may."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from office.fields import DateField, Hinted
from office.once import OnceForm
from office.uploads import UploadField
from people.account_forms import HOW_TO_CHOOSE, WRONG_ADDRESS
from people.models import Invitation, Place, ReviewCondition, Role, User

ADMINISTRATOR = "administrator"
ROLE_HINTS = {
    Role.OFFICER: "Writes the strategy, keeps the evidence, submits, invites others",
    Role.CONTRIBUTOR: "Reads the working text, writes the parts they are named to",
    Role.APPROVER: "The LEP's chair or the mayor: approves what is submitted",
    Role.READER: "Reads the place's strategy and evidence",
    Role.AREA_LEAD: "Reads for government, comments, marks agreement",
    Role.REVIEWER: "Reads for government what is circulated to them",
}


class LastDayForm(forms.Form):
    """The part of a form that says when a role ends, if it does."""

    last_day = DateField(
        label="Last day",
        required=False,
        help_text="Only if it is for a time, such as cover. For example, 27 3 2027",
    )

    def clean_last_day(self) -> Any:
        day = self.cleaned_data["last_day"]
        if day and day < timezone.localdate():
            raise ValidationError("The last day must be today or later")
        return day


class InvitationForm(LastDayForm, OnceForm):
    """Whom to ask in, and as what."""

    name = forms.CharField(
        label="Full name",
        max_length=120,
        error_messages={"required": "Enter their full name"},
    )
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        error_messages={
            "required": "Enter their email address",
            "invalid": WRONG_ADDRESS,
        },
    )
    role = forms.ChoiceField(
        label="What they will do",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what they will do"},
    )
    field_order = ["name", "email", "role", "last_day", "once"]

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(roles)  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return plain_line(self.cleaned_data["name"])


class AdministratorsInvitationForm(InvitationForm):
    """The same for any place, or to administer the portal."""

    place = forms.ModelChoiceField(
        Place.objects.writing(),
        label="Place",
        required=False,
        empty_label="No place: an administrator",
        error_messages={"invalid_choice": "Select a place from the list"},
    )
    department = forms.CharField(
        label="Department",
        max_length=120,
        required=False,
        help_text="For people in government",
    )
    field_order = ["name", "email", "place", "role", "department", "last_day", "once"]

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, roles=roles, **kwargs)
        choices = self.fields["role"].choices  # type: ignore[attr-defined]
        hint = "Looks after people, places, dates and exports"
        choice = (ADMINISTRATOR, Hinted("Administrator", hint=hint))
        self.fields["role"].choices = [*choices, choice]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") == ADMINISTRATOR and cleaned.get("place"):
            self.add_error("place", "An administrator has no place: select none")
        elif cleaned.get("role") in Role.values and not cleaned.get("place"):
            self.add_error("place", "Select the place at which they will do this")
        return cleaned


class RoleForm(LastDayForm, OnceForm):
    """Another role for somebody who is here already."""

    place = forms.ModelChoiceField(
        Place.objects.writing(),
        label="Place",
        empty_label="Select a place",
        error_messages={
            "required": "Select a place",
            "invalid_choice": "Select a place from the list",
        },
    )
    role = forms.ChoiceField(
        label="What they will do",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what they will do"},
    )
    field_order = ["place", "role", "last_day", "once"]

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(roles)  # type: ignore[attr-defined]


class EndRoleForm(forms.Form):
    """When a role ends; and, for the last of its kind, that this is meant."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label="When does it end?",
        choices=[(NOW, "Now"), (LATER, "On a day to come")],
        initial=NOW,
        widget=forms.RadioSelect,
        error_messages={"required": "Select when it ends"},
    )
    last_day = DateField(
        label="Last day", required=False, help_text="If on a day to come"
    )
    sure = forms.BooleanField(
        label="End it, though nobody else is left to do this",
        error_messages={"required": "Tick the box if this is meant"},
    )

    def __init__(self, *args: Any, is_last: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_last:
            del self.fields["sure"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("when") == self.NOW:
            cleaned["last_day"] = None
        elif "last_day" in cleaned:
            self._need_a_day_to_come(cleaned["last_day"])
        return cleaned

    def _need_a_day_to_come(self, day: Any) -> None:
        if day is None:
            self.add_error("last_day", "Enter the last day")
        elif day < timezone.localdate():
            self.add_error("last_day", "The last day must be today or later")


class SureForm(forms.Form):
    """A box to tick before something that leaves a place without anybody."""

    sure = forms.BooleanField(
        label="Yes, this is meant",
        error_messages={"required": "Tick the box if this is meant"},
    )


class JoinForm(forms.Form):
    """The name and password of somebody who follows their invitation."""

    name = forms.CharField(
        label="Your full name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your full name"},
    )
    password = forms.CharField(
        label="Choose a password",
        strip=False,
        max_length=1000,
        help_text=HOW_TO_CHOOSE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password"},
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"name": invitation.name})
        super().__init__(*args, **kwargs)
        self.email = invitation.email

    def clean_name(self) -> str:
        return plain_line(self.cleaned_data["name"])

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        name = self.cleaned_data.get("name", "")
        validate_password(password, User(email=self.email, name=name))
        return password


class ConditionForm(OnceForm):
    """That a condition of the LEP review was met, and the paper that shows it."""

    criterion = forms.ChoiceField(
        label="Which condition",
        choices=ReviewCondition.Criterion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select which condition"},
    )
    accepted_on = DateField(
        label="Accepted on",
        help_text="For example, 31 10 2018",
        error_messages={"required": "Enter the date it was accepted"},
    )
    file = UploadField(
        label="The paper that shows it",
        help_text="PDF, DOCX, XLSX, CSV, ODS, PNG or JPG, up to 20MB",
        error_messages={"required": "Select the paper that shows it"},
    )
    note = forms.CharField(
        label="Note", required=False, max_length=2000, widget=forms.Textarea
    )

    def clean_accepted_on(self) -> Any:
        day = self.cleaned_data["accepted_on"]
        if day and day > timezone.localdate():
            raise ValidationError("The date must be today or earlier")
        return day


def role_choices(roles: Iterable[Role]) -> list[tuple[str, Hinted]]:
    return [(role.value, Hinted(role.label, hint=ROLE_HINTS[role])) for role in roles]


def plain_line(text: str) -> str:
    """One line, without characters that cannot be seen."""
    text = " ".join(text.split())
    if not text or not text.isprintable():
        raise ValidationError("Enter a name without hidden characters")
    return text
