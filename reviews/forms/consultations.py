"""What may be typed when people are asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from office.fields import DateField
from office.once import OnceForm
from reviews.forms.review import bare_helper
from reviews.models import Consultation
from strategies.models import Strategy

MOST_QUESTIONS = 20
LONGEST_QUESTION = 500


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
