"""Contributors and conversations, as typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from evidence.forms.saved_over import SavedOverForm
from evidence.models import Contributor, Conversation, Kept
from office.approximate import Approximate, NotADate
from office.once import OnceForm

LONGEST = 5_000
MOST = 1_000_000
NO_CONTROL = RegexValidator(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",
    "Remove the control character: it cannot be stored or printed",
    inverse_match=True,
)


class NumberField(forms.IntegerField):
    """A number that may stay open."""

    default_error_messages = {"invalid": "Enter a whole number, like 12"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            min_value=1,
            max_value=MOST,
            widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
            **kwargs,
        )


def chosen(label: str, choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    said = f"Choose {label[:1].lower()}{label[1:]}"
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": said, "invalid_choice": said},
    )


class KeptForm(forms.ModelForm):
    """What both have in common: their limits, and how they are drawn again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.validators.append(NO_CONTROL)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in {"did", "said", "changed"} & cleaned.keys():
            if len(cleaned[name]) > LONGEST:
                label = self.fields[name].label
                said = f"{label} must be {LONGEST:,} characters or fewer"
                self.add_error(name, said)
        return cleaned

    def filled(self) -> Kept:
        """What was typed. Only once the form is known to be valid."""
        kept: Kept = self.instance
        return kept

    def again(self) -> KeptForm:
        """A form of the same kind, on what the instance says by now."""
        return type(self)(instance=self.instance)


class ContributorForm(KeptForm):
    """Who helped, and what they did. A name is enough to save."""

    kind = chosen("What they are", Contributor.Kind.choices)

    class Meta:
        model = Contributor
        fields = ["kind", "name", "did", "when", "is_local", "evaluates"]
        labels = {
            "name": "Name",
            "did": "What they did",
            "when": "When",
            "is_local": "They are from this place",
            "evaluates": "They help to evaluate the strategy",
        }
        help_texts = {
            "name": "Of the person or the body. It prints in the strategy.",
            "did": "For example: reviewed the method, gave data, chaired a commission.",
            "when": "For example March to June 2019.",
        }
        widgets = {"did": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"name": {"required": "Enter a name"}}


class ContributorAddForm(OnceForm, ContributorForm):
    """Somebody new who helped."""


class ContributorEditForm(SavedOverForm, ContributorForm):
    """A change to what is said of them, and the revision it was made to."""

    def _said(self, column: str, value: Any) -> str:
        if column == "kind":
            return Contributor.Kind(value).label
        return super()._said(column, value)


class ConversationForm(KeptForm):
    """One entry of the log. `parts` are those of the strategy, as keys and titles."""

    form = chosen("What form it took", Conversation.Form.choices)
    group = chosen("Who was asked", Conversation.Group.choices)
    times = NumberField(label="How many times", help_text="Leave empty for once.")
    people = NumberField(
        label="How many people",
        help_text="About how many took part, all told. Leave empty if you do not know:"
        " it is shown as not known, and never as none.",
    )
    parts = forms.MultipleChoiceField(
        label="Which parts it changed",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose parts from the list"},
    )

    class Meta:
        model = Conversation
        fields = [
            "title",
            "form",
            "group",
            "when",
            "times",
            "people",
            "said",
            "changed",
            "parts",
        ]
        labels = {
            "title": "What it was",
            "when": "When",
            "said": "What they said",
            "changed": "What changed because of it",
        }
        help_texts = {
            "title": "For example Business breakfasts in the market towns.",
            "when": "As exactly as you know it: 6 June 2019, spring 2019, "
            "or March to June 2019.",
            "said": "The main points, fairly. It may be published.",
            "changed": "If nothing changed, say why not.",
        }
        widgets = {
            "said": forms.Textarea(attrs={"rows": 4}),
            "changed": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "title": {"required": "Say what it was"},
            "when": {"required": "Say when it was"},
        }

    def __init__(
        self, *args: Any, parts: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = parts
        # What was ticked stays to be ticked, whatever became of its part since.
        titles = {key: key for key in self.instance.parts or []} | dict(parts)
        self.titles = titles
        field = self.fields["parts"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types
        field.choices = list(titles.items())
        if not titles:
            field.widget = forms.MultipleHiddenInput()

    def clean_when(self) -> str:
        typed: str = self.cleaned_data["when"]
        try:
            Approximate.parse(typed)
        except NotADate as fault:
            raise ValidationError(str(fault), code="invalid") from fault
        return typed

    def filled(self) -> Kept:
        """With the days between which it was, as its own words now give them."""
        conversation: Conversation = self.instance
        when = Approximate.parse(conversation.when)
        conversation.earliest, conversation.latest = when.earliest, when.latest
        return conversation

    def again(self) -> KeptForm:
        return type(self)(instance=self.instance, parts=self.offered)


class ConversationAddForm(OnceForm, ConversationForm):
    """A new entry of the log."""


class ConversationEditForm(SavedOverForm, ConversationForm):
    """A change to an entry, and the revision it was made to."""

    def _said(self, column: str, value: Any) -> str:
        if column == "form":
            return Conversation.Form(value).label
        if column == "group":
            return Conversation.Group(value).label
        if column == "parts":
            return ", ".join(self.titles.get(key, key) for key in value)
        return super()._said(column, value)


class RevisionForm(forms.Form):
    """Confirms what is to be done with what was read at this revision."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
