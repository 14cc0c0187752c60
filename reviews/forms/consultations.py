"""What may be typed when people are asked, and when they answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone

from evidence.models import Conversation
from office.fields import DateField
from office.once import OnceForm
from reviews.consultations import Reply
from reviews.forms.review import bare_helper
from reviews.models import Asked, Consultation
from strategies.models import Strategy

MOST_QUESTIONS = 20
LONGEST_QUESTION = 500
LONGEST_ANSWER = 10_000
SALT = "reviews.consultations"
QUICKEST = 3  # seconds: nobody reads and answers faster
Group = Conversation.Group


class QuestionsField(forms.CharField):
    """One question a line."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[str]:
        lines = super().clean(value).splitlines()
        questions = [" ".join(line.split()) for line in lines if line.strip()]
        if len(questions) > MOST_QUESTIONS:
            raise ValidationError(f"Ask at most {MOST_QUESTIONS} questions")
        if any(len(question) > LONGEST_QUESTION for question in questions):
            raise ValidationError(
                f"Each question must be {LONGEST_QUESTION} characters or fewer"
            )
        return questions

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class ConsultationForm(forms.ModelForm):
    """What is asked, of which version, between which days."""

    opens_on = DateField(
        label="First day", error_messages={"required": "Give the first day"}
    )
    closes_on = DateField(
        label="Last day",
        help_text="Answers are taken until the end of this day.",
        error_messages={"required": "Give the last day"},
    )
    questions = QuestionsField(
        label="Questions",
        help_text=f"One a line, {MOST_QUESTIONS} at most. People may leave any empty. "
        "With no question there is one box for whatever they want to say.",
        required=False,
        max_length=MOST_QUESTIONS * (LONGEST_QUESTION + 2),
    )

    class Meta:
        model = Consultation
        fields = ["title", "about", "version"]
        labels = {
            "title": "Title",
            "about": "What it is about",
            "version": "Version to show (optional)",
        }
        help_texts = {
            "about": "Who you are, what you ask and what will happen with the answers. "
            "Anyone will read this.",
            "version": "Its whole text becomes public with the questions. Evidence that "
            "is restricted stays a line in the list of sources.",
        }
        error_messages = {
            "title": {"required": "Enter a title"},
            "about": {"required": "Say what it is about"},
        }

    field_order = ["title", "about", "version", "opens_on", "closes_on", "questions"]

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.strategy = strategy
        self.instance.place = strategy.place
        version = self.fields["version"]
        assert isinstance(version, forms.ModelChoiceField)  # noqa: S101 - for the types
        version.queryset = strategy.versions.defer("document")
        version.to_field_name = "number"
        version.empty_label = "None: only the questions"
        version.error_messages["invalid_choice"] = "Choose one of your versions"
        if self.instance.version:
            self.initial["version"] = self.instance.version.number
        if self.instance.pk:
            self.initial["opens_on"] = self.instance.opens_on
            self.initial["closes_on"] = self.instance.closes_on
            asked = self.instance.questions.all()
            self.initial["questions"] = [question.text for question in asked]
        self.helper = bare_helper(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", "The last day must not be before the first")
        if first and last:
            self.instance.opens_on, self.instance.closes_on = first, last
        return cleaned


class ConsultationAddForm(OnceForm, ConsultationForm):
    """A new one."""


class ConsultationEditForm(ConsultationForm):
    """One that is not public yet, at the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["revision"] = self.instance.revision

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        read = cleaned.get("revision")
        if read is not None and read != self.initial["revision"]:
            raise ValidationError(
                "Somebody changed this after you opened the page. What you typed is "
                "still below. Open the page again beside it, and put the two together"
            )
        return cleaned


class LastDayForm(forms.Form):
    """Another last day for one that is public."""

    closes_on = DateField(
        label="Last day",
        help_text="Today closes it at the end of today. A later day keeps it open longer.",
        error_messages={"required": "Give the last day"},
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        self.fields["closes_on"].initial = consultation.closes_on
        self.helper = bare_helper(self)

    def clean_closes_on(self) -> Any:
        day = self.cleaned_data["closes_on"]
        if day < self.consultation.opens_on:
            raise ValidationError("The last day must not be before the first")
        if day < timezone.localdate():
            raise ValidationError("Choose today or a later day")
        return day


class TakeDownForm(forms.Form):
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
            raise ValidationError("Answer at least one question")
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
