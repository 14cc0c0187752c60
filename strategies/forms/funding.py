"""What a person says of a sentence that reads like an ask for new money."""

from __future__ import annotations

from typing import Any

from django import forms

from office.fields import Hinted
from office.once import OnceForm
from strategies.funding.answers import Answer
from strategies.funding.reading import Said

HINTS = {
    Answer.EXISTING: "The money is promised already. Say below where that stands.",
    Answer.DESCRIPTION: "It tells how things are, or who else pays. It asks government "
    "for nothing.",
    Answer.ALLOWED: "It may stand although it reads like an ask. Give the reason below.",
    Answer.REMOVED: "The sentence is no longer in the text.",
    Answer.REOPENED: "The sentence is to be looked at anew.",
}
NEEDED = {
    Answer.EXISTING: "Give a reference: the award letter, the deal, or the announcement",
    Answer.ALLOWED: "Give the reason why it may stand",
}


class FundingForm(OnceForm):
    """An answer, its reason, and the number of the answer that was last when it was read."""

    answer = forms.ChoiceField(
        label="What is it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what it is",
            "invalid_choice": "That cannot be said of it now. Choose one of these",
        },
    )
    reason = forms.CharField(
        label="Reference or reason",
        help_text="For an existing commitment: the award letter, deal or announcement. "
        "Your Area Lead reads this.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    read_at = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, *args: Any, said: Said, choices: list[Answer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.said = said
        self.fields["read_at"].initial = said.read_at
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            (choice.value, Hinted(choice.label, hint=HINTS[choice]))
            for choice in choices
        ]
        if len(choices) == 1:
            self.fields["answer"].initial = choices[0].value

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        answer = cleaned.get("answer")
        if answer in NEEDED and not cleaned.get("reason", "").strip():
            self.add_error("reason", NEEDED[Answer(answer)])
        latest = self.said.answer
        if latest and cleaned.get("read_at") != latest.pk:
            self.add_error(
                None,
                f"{latest.by} answered since you opened this page: "
                f"{latest.get_answer_display().lower()}. Look again, then choose",
            )
            data = self.data.copy()  # type: ignore[attr-defined]
            data["read_at"] = str(latest.pk)
            self.data = data
        return cleaned
