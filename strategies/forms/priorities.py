"""What may be typed about a priority. Its tags are asked for as the edition has them."""

from __future__ import annotations

from typing import Any

from django import forms

from strategies.forms.fields import MarkdownField, RefsField, YearField
from strategies.forms.offered import MARKET, departments, districts, findings
from strategies.forms.records import RecordForm
from strategies.models import Market, Priority, Record


class PriorityForm(RecordForm):
    """Its tags are asked for set by set, as the edition has them."""

    departments = RefsField(
        help_text="Government departments whose own policy it meets. None is a good answer."
    )
    findings = RefsField(help_text="The strengths and challenges you have recorded.")
    rationale = MarkdownField(
        help_text="The opportunity, or what stops the market from doing this by itself."
    )
    why_local = MarkdownField(
        help_text="What can be done here that a national programme cannot do, and which "
        "policies it joins up."
    )
    districts = RefsField(
        help_text="The councils’ areas in which people will notice it. A statement on a "
        "district can say more."
    )
    where_felt = MarkdownField(
        rows=4,
        help_text="A paragraph on how it bears on those districts, and on who in them.",
    )
    success = MarkdownField(
        rows=4,
        help_text="What anybody could see in the end if it worked. A number where that is "
        "honest, a direction where it is not.",
    )
    deliverability = MarkdownField(
        rows=4,
        help_text="Why you think it can be done: who has the powers, the skills and the "
        "budget, and what was done before.",
    )
    end_year = YearField()
    headings = {
        "findings": "Why act",
        "districts": "Where it is felt",
        "success": "What is to come of it",
    }

    class Meta:
        model = Priority
        fields = [
            "title",
            "sentence",
            "departments",
            "findings",
            "market",
            "rationale",
            "why_local",
            "districts",
            "where_felt",
            "success",
            "deliverability",
            "owner",
            "end_year",
        ]
        widgets = {"market": forms.RadioSelect}
        help_texts = {
            "market": MARKET,
            "owner": "A person or a body, by name.",
        }
        error_messages = {"title": {"required": "Enter a title"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("findings", lambda: findings(self.strategy))
        self.offer("market", lambda: [*Market.choices, ("", "Not said yet")])
        self.offer("departments", lambda: departments(self.strategy.edition))
        self.offer("districts", lambda: districts(self.strategy, self.instance))
        for tag_set in self.strategy.edition.tags:
            self.fields[f"tags_{tag_set.key}"] = forms.MultipleChoiceField(
                label=tag_set.title,
                help_text=tag_set.hint,
                choices=[(tag.key, tag.title) for tag in tag_set.tags],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=self.instance.tags,
            )
        tags = [name for name in self.fields if name.startswith("tags_")]
        first = tags[0] if tags else "departments"
        self.headings = {first: "What it bears on", **self.headings}
        self.order_fields(["title", "sentence", *tags])

    def filled(self) -> Record:
        self.instance.tags = [
            key
            for tag_set in self.strategy.edition.tags
            for key in self.cleaned_data[f"tags_{tag_set.key}"]
        ]
        return self.instance


FORMS: dict[str, type[RecordForm]] = {"priorities": PriorityForm}
