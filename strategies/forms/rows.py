"""What is pasted from a spreadsheet, and which column of it is what."""

from __future__ import annotations

from typing import Any

from django import forms

from office.once import OnceForm
from strategies import rows
from strategies.cells import short
from strategies.columns import guessed, is_heading
from strategies.forms.part import PlainTextarea
from strategies.models import Finding
from strategies.nouns import FINDINGS, Noun
from strategies.pasted import NotRows, Sheet, sheet
from strategies.rows import Known, Plan
from strategies.text.limits import LIMIT_BYTES

LEFT_OUT = ("", "Leave it out")


class PasteForm(OnceForm):
    """The box for what was copied; `mark` says which preview it was sent from."""

    text = forms.CharField(
        label="What you copied",
        widget=PlainTextarea(
            attrs={"rows": 8, "spellcheck": "false", "label_class": "govuk-label--m"}
        ),
        strip=False,
        help_text="Select the rows in Excel, headings too, copy them and paste them here. "
        "Rows of a CSV will do as well.",
        error_messages={"required": "Paste the rows you copied"},
    )
    mark = forms.CharField(required=False, widget=forms.HiddenInput)
    width = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_text(self) -> Sheet:
        text: str = self.cleaned_data["text"]
        size = len(text.encode(errors="surrogatepass"))
        if size > LIMIT_BYTES:
            raise forms.ValidationError(
                f"Paste fewer rows at a time: these take {size:,} bytes, and "
                f"{LIMIT_BYTES:,} is the most"
            )
        try:
            return sheet(text)
        except NotRows as fault:
            raise forms.ValidationError(str(fault)) from fault

    def shows(self, found: Sheet) -> bool:
        """Whether the columns on the page it came from are those of this text."""
        return self.data.get("width") == str(found.width)

    def remember(self, *, width: int, mark: str) -> None:
        """Let the page carry what it is about to show."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["width"], data["mark"] = str(width), mark
        self.data = data


class ColumnsForm(forms.Form):
    """Which column is which field, and what rows leave unsaid."""

    has_heading = forms.BooleanField(
        label="The first row holds headings", required=False
    )

    def __init__(self, *args: Any, known: Known, found: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.noun, self.found = known, known.noun, found
        noun = known.noun
        if name := rows.CHOSEN_FOR_ALL.get(noun.key):
            self.fields["unsaid"] = forms.ChoiceField(
                label=f"{noun.label(name)} of rows that do not say it",
                choices=[("", "None"), *self.places()],
                required=False,
            )
        choices = [LEFT_OUT, *((name, noun.label(name)) for name in noun.fields)]
        for index in range(found.width):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=f"Column {index + 1}",
                help_text=example(found.column(index)),
                choices=choices,
                required=False,
            )

    def places(self) -> list[tuple[str, str]]:
        if self.noun is FINDINGS:
            return list(Finding.Kind.choices)
        return [(one.ref, str(one)) for one in self.known.priorities]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for name in self.columns():
            chosen = cleaned.get(name, "")
            if chosen in seen:
                label = self.noun.label(chosen)
                self.add_error(name, f"Choose one column only for “{label}”")
            elif chosen:
                seen[chosen] = name
        if "title" not in seen:
            label = self.noun.label("title")
            self.add_error("column_0", f"Choose the column that says “{label}”")
        return cleaned

    def columns(self) -> list[str]:
        return [f"column_{index}" for index in range(self.found.width)]

    def plan(self) -> Plan:
        return Plan(
            self.known,
            fields=[self.cleaned_data[name] for name in self.columns()],
            has_heading=self.cleaned_data["has_heading"],
            unsaid=self.cleaned_data.get("unsaid", ""),
        )


def as_guessed(noun: Noun, found: Sheet) -> dict[str, str]:
    """What the form of the columns says before anybody has looked at it."""
    data = {f"column_{index}": name for index, name in enumerate(guessed(noun, found))}
    if is_heading(noun, found.rows[0].cells):
        data["has_heading"] = "on"
    return data


def example(cells: list[str]) -> str:
    """The first words of a column, to know it by."""
    said = [short(cell) for cell in cells if cell]
    return "Empty" if not said else f"“{'”, “'.join(said[:2])}”"
