"""What an officer says of one thing the prospectus asks."""

from __future__ import annotations

from typing import Any

from django import forms

from strategies.forms.fields import MarkdownField
from strategies.forms.part import ReadNumber
from strategies.models import ChecklistAnswer
from strategies.nouns import ANSWERS


class AnswerForm(forms.ModelForm):
    """A sentence and the part it is shown in; revision 0 where nothing stood before."""

    claim = MarkdownField(
        rows=4,
        label=ANSWERS.label("claim"),
        help_text="A sentence or two for your Area Lead. Nothing here is printed.",
    )
    revision = ReadNumber()

    class Meta:
        model = ChecklistAnswer
        fields = ["claim", "where"]
        error_messages = {
            "where": {"invalid_choice": "Choose a part that is still in your strategy"}
        }

    def __init__(self, *args: Any, first: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where = self.fields["where"]
        assert isinstance(where, forms.ModelChoiceField)  # noqa: S101 - for the types
        where.queryset = self.instance.strategy.parts.live()
        where.to_field_name = "key"
        where.empty_label = "Nowhere yet"
        where.label = ANSWERS.label("where")
        self.initial["revision"] = self.instance.revision
        standing = self.instance.where
        self.first = "" if self.instance.pk else first
        self.initial["where"] = standing.key if standing else self.first

    def filled(self) -> ChecklistAnswer:
        return self.instance
