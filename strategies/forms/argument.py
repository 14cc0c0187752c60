"""What may be typed about what holds the strategy together beside its priorities."""

from __future__ import annotations

from typing import Any

from django import forms

from strategies.forms.charts import ChartForm
from strategies.forms.commitments import CommitmentForm
from strategies.forms.fields import MarkdownField, RefsField
from strategies.forms.offered import current_districts, priorities
from strategies.forms.records import RecordForm
from strategies.models import Connection, Decision, Question, Report, Statement

WHEN = "In your own words: “3 May 2019”, “each summer”."


class ConnectionForm(RecordForm):
    """Two priorities and a sentence. The same two may be connected twice; it is said."""

    class Meta:
        model = Connection
        fields = ["source", "target", "title"]
        widgets = {"source": forms.RadioSelect, "target": forms.RadioSelect}
        help_texts = {
            "title": "What the first does for the second: “More engineers trained here "
            "let the ports’ supply firms grow.”",
        }
        error_messages = {
            "source": {
                "required": "Choose the priority that does something for another"
            },
            "target": {"required": "Choose the priority it bears on"},
            "title": {"required": "Say in a sentence how they connect"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "target"):
            self.offer_priorities(empty_label=None, name=name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        source, target = cleaned.get("source"), cleaned.get("target")
        if source and source == target:
            self.add_error(
                "target", "Choose another priority: one cannot be connected to itself"
            )
        return cleaned

    def remarks(self) -> list[str]:
        same = Connection.objects.filter(
            strategy=self.strategy,
            removed_at=None,
            source=self.instance.source,
            target=self.instance.target,
        ).exclude(pk=self.instance.pk)
        return [
            f"{other.ref} says already what {self.instance.source.ref} does for "
            f"{self.instance.target.ref}. If the two say the same, remove one"
            for other in same[:1]
        ]


class StatementForm(RecordForm):
    """On a district of the list, or on a part of the area that is no council's."""

    authority = forms.ChoiceField(required=False)
    text = MarkdownField(
        rows=5,
        help_text="A paragraph: what people there will notice, and which people.",
    )
    priorities = RefsField(
        help_text="Those that tick the district are counted in any case."
    )

    class Meta:
        model = Statement
        fields = ["authority", "title", "text", "priorities", "no_impact_because"]
        help_texts = {
            "no_impact_because": "Where that is so, saying it is better than silence.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.districts = current_districts(self.strategy)
        field = self.fields["authority"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types
        field.choices = [
            ("", "None of these: named below"),
            *self.gone(),
            *self.districts.items(),
        ]
        field.label = "District"
        title = self.fields["title"]
        title.required = False
        title.label = "Or another part of the area"
        title.help_text = "A corridor, a coast or a group of towns, by its name."
        if self.initial.get("authority"):
            self.initial["title"] = ""
        self.offer("priorities", lambda: priorities(self.strategy))

    def gone(self) -> list[tuple[str, str]]:
        """The district it was about, if that is no longer in the place."""
        code = self.instance.authority
        return (
            [(code, self.instance.title)] if code and code not in self.districts else []
        )

    def clean(self) -> dict[str, Any]:
        """A district gives the statement its name."""
        cleaned: dict[str, Any] = super().clean() or {}
        if code := cleaned.get("authority"):
            cleaned["title"] = {**dict(self.gone()), **self.districts}[code]
        elif not cleaned.get("title") and "title" not in self.errors:
            self.add_error("authority", "Choose a district, or name a part of the area")
        return cleaned


class DecisionForm(RecordForm):
    class Meta:
        model = Decision
        fields = ["board", "title", "decided_on", "owns"]
        help_texts = {
            "board": "By its full name: “Marlshire LEP Board”, “Skills Advisory Panel”.",
            "title": "What stands in its minutes: “Chose the four priorities.”",
            "decided_on": WHEN,
            "owns": "The actions or priorities it will see through.",
        }
        error_messages = {
            "board": {"required": "Name the board"},
            "title": {"required": "Say what it decided"},
        }


class QuestionForm(RecordForm):
    priorities = RefsField()
    method = MarkdownField(
        rows=4,
        help_text="In proportion to what is at stake: a comparison, a survey, a look back.",
    )
    headings = {"method": "How it will be answered"}

    class Meta:
        model = Question
        fields = ["title", "priorities", "method", "data", "who", "by_when", "effort"]
        help_texts = {
            "title": "One question: “Did more firms export because of the hub?”",
            "data": "What exists already, and what has to be gathered from the start.",
            "who": "A person or a body, by name; independent where that can be had.",
            "by_when": WHEN,
            "effort": "Whose time and which budget, both of them there already.",
        }
        error_messages = {"title": {"required": "Write the question"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("priorities", lambda: priorities(self.strategy))


class ReportForm(RecordForm):
    class Meta:
        model = Report
        fields = ["title", "owner", "audience", "frequency", "first_on", "published_at"]
        help_texts = {
            "title": "“Progress on the four priorities”, “The measures, with new figures”.",
            "owner": "A person or a body, by name.",
            "audience": "The board or committee that will question it.",
            "frequency": "“Once a year”, “each quarter”.",
            "first_on": WHEN,
            "published_at": "An address or a place where nobody has to ask for it.",
        }
        error_messages = {"title": {"required": "Say what is reported"}}


FORMS: dict[str, type[RecordForm]] = {
    "connections": ConnectionForm,
    "communities": StatementForm,
    "decisions": DecisionForm,
    "evaluation": QuestionForm,
    "monitoring": ReportForm,
    "commitments": CommitmentForm,
    "charts": ChartForm,
}
