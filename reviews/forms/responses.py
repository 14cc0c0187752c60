"""What anybody may answer, and how the place sorts it and sums it up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing

from evidence.models import Conversation
from office.once import OnceForm
from reviews.consultations import Reply
from reviews.forms.review import bare_helper
from reviews.models import Asked

LONGEST_ANSWER = 10_000
SALT = "reviews.consultations"
QUICKEST = 3  # seconds: nobody reads and answers faster
Group = Conversation.Group


class ResponseForm(OnceForm):
    """An answer from anybody. Nothing of it tells who they are unless they say so."""

    group = forms.ChoiceField(
        label="Who are you answering for?",
        choices=[*Group.choices, ("", "Myself, or none of these")],
        widget=forms.RadioSelect,
        required=False,
    )
    organisation = forms.CharField(
        label="Name of your organisation (optional)",
        help_text="Only if you answer for one. Do not give your own name or address.",
        required=False,
        max_length=200,
    )
    # Nobody sees this box. What fills it in is no person.
    website = forms.CharField(required=False, max_length=2000)
    opened = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def __init__(self, *args: Any, questions: list[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.fields["opened"].initial = signing.TimestampSigner(salt=SALT).sign("form")
        for number, words in self.asked():
            self.fields[f"answer_{number}"] = forms.CharField(
                label=words,
                required=False,
                max_length=LONGEST_ANSWER,
                widget=forms.Textarea(attrs={"rows": 5}),
                error_messages={
                    "max_length": f"Use at most {LONGEST_ANSWER:,} characters for one answer"
                },
            )
        answers = [name for name in self.fields if name.startswith("answer_")]
        self.order_fields([*answers, "group", "organisation"])
        for field in self.fields.values():
            field.error_messages["null_characters_not_allowed"] = (
                "Remove the hidden characters from this answer"
            )
        self.helper = bare_helper(self)

    def asked(self) -> list[tuple[int, str]]:
        numbered = [(question.number, question.text) for question in self.questions]
        return numbered or [(0, "What do you want to say?")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(self.answers().values()):
            first, _ = self.asked()[0]
            self.add_error(f"answer_{first}", "Answer at least one question")
        return cleaned

    def answers(self) -> dict[str, str]:
        said = ((n, self.cleaned_data.get(f"answer_{n}", "")) for n, _ in self.asked())
        return {str(number): text for number, text in said if text}

    def reply(self) -> Reply:
        return Reply(
            group=self.cleaned_data["group"],
            organisation=self.cleaned_data["organisation"],
            answers=self.answers(),
            is_by_machine=bool(self.cleaned_data["website"]) or self.was_quick(),
        )

    def was_quick(self) -> bool:
        """Whether less time went by than a person needs; so too without our stamp."""
        signer = signing.TimestampSigner(salt=SALT)
        try:
            signer.unsign(self.cleaned_data["opened"], max_age=QUICKEST)
        except signing.SignatureExpired:
            return False
        except signing.BadSignature:
            return True
        return True


class SortForm(forms.Form):
    """Which group an answer is counted in, or why it is not counted."""

    group = forms.ChoiceField(
        label="Count it under",
        choices=[*Group.choices, ("", "None of these")],
        widget=forms.RadioSelect,
        required=False,
    )
    because = forms.CharField(
        label="Set it aside because (optional)",
        help_text="For spam, or an answer that came twice. It is kept and not counted. "
        "Empty this to count it again.",
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = bare_helper(self)


class LogForm(OnceForm):
    """What each group said, and what changed because of it."""

    def __init__(
        self, *args: Any, groups: dict[str, tuple[int, str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        for group, (count, said, changed) in groups.items():
            label = Group(group).label
            answers = f"{count} answer{'' if count == 1 else 's'}"
            self.fields[f"said_{group}"] = forms.CharField(
                label=f"{label}: what they said ({answers})",
                initial=said,
                max_length=LONGEST_ANSWER,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": f"Say what {label.lower()} said"},
            )
            self.fields[f"changed_{group}"] = forms.CharField(
                label=f"{label}: what you did because of it",
                help_text="“Nothing, because…” is an answer too.",
                initial=changed,
                required=False,
                max_length=LONGEST_ANSWER,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.helper = bare_helper(self)

    def said(self) -> dict[str, dict[str, str]]:
        return {
            group: {
                "said": self.cleaned_data[f"said_{group}"],
                "changed": self.cleaned_data[f"changed_{group}"],
            }
            for group in self.groups
        }
