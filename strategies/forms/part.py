"""What may be typed about a part: its text, and what it is called and where it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from office import unsaved
from office.fields import RowsField
from office.once import OnceForm
from people.models import Role, User
from strategies.clashes import Choice
from strategies.models import Part, Strategy
from strategies.text import problems
from strategies.text.limits import CONTROL

OUT_OF_DATE = "This page was out of date. Check what you typed and try again"
LARGEST = 2**31 - 1
LABELS = {
    Choice.MINE: "Keep mine",
    Choice.THEIRS: "Keep theirs",
    Choice.BOTH: "Keep both, theirs first",
}


class ReadNumber(forms.IntegerField):
    """The hidden number of what the form was read at."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": OUT_OF_DATE,
        "invalid": OUT_OF_DATE,
        "min_value": OUT_OF_DATE,
        "max_value": OUT_OF_DATE,
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=LARGEST, **kwargs)


class PlainTextarea(forms.Textarea):
    """A large box, in which a character that cannot be stored shows as a black diamond."""

    def format_value(self, value: Any) -> str | None:
        return CONTROL.sub("\ufffd", super().format_value(value) or "")


class PlainTextField(forms.CharField):
    """A text just as it was typed, empty or not."""

    widget = PlainTextarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def run_validators(self, value: str) -> None:
        if found := problems(value):
            raise ValidationError(found)


class FixedInput(forms.HiddenInput):
    """Says what the server put into it, whatever was sent back."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value

    def format_value(self, value: Any) -> str:
        return self.value


class PartTextForm(forms.Form):
    """The text of a part, and the number of the saved text it was written on."""

    text = PlainTextField(
        label="Text of this part",
        widget=PlainTextarea(
            attrs={
                "rows": 25,
                "spellcheck": "true",
                "label_class": "govuk-label--m",
                "data-rich": "yes",
            }
        ),
    )
    base = ReadNumber()

    def __init__(
        self, *args: Any, suggested: int = 0, writer: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields[unsaved.FIELD] = forms.CharField(
            widget=FixedInput(writer), required=False
        )
        if suggested:
            self.fields["text"].widget.attrs["suggested"] = suggested


class PresenceForm(forms.Form):
    """What an open editor says of itself; `base` is the text that is before its writer."""

    tab = forms.SlugField(max_length=40)
    base = ReadNumber()
    writing = forms.BooleanField(required=False, widget=forms.HiddenInput)
    leave = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ReadyForm(forms.Form):
    """Ready or not, said of the text and the part as they were read."""

    ready = forms.BooleanField(required=False, widget=forms.HiddenInput)
    base = ReadNumber()
    revision = ReadNumber()


class RestoreForm(forms.Form):
    """An earlier text is to stand again in place of the one that was read."""

    base = ReadNumber()


class SettleForm(forms.Form):
    """Which of two texts to go on with, both having been read: paragraph by paragraph.

    Or one choice for all of them. Of an older page nothing is asked but what it was.
    """

    choice = forms.ChoiceField(choices=list(LABELS.items()), required=False)
    base = ReadNumber()

    def __init__(self, *args: Any, count: int, now: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.names = [f"paragraph-{number}" for number in range(1, count + 1)]
        for name in self.names:
            self.fields[name] = forms.ChoiceField(
                label="Which do you want to go on with?",
                choices=list(LABELS.items()),
                widget=forms.RadioSelect,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for_all = cleaned.get("choice")
        given = {name: for_all or cleaned.get(name) for name in self.names}
        cleaned["choices"] = [choice for choice in given.values() if choice]
        if cleaned.get("base") == self.now:
            for name, choice in given.items():
                if not choice and name not in self.errors:
                    self.add_error(name, self._asks(name))
        return cleaned

    def _asks(self, name: str) -> str:
        if len(self.names) == 1:
            return "Choose which text to go on with"
        return f"Choose which text of paragraph {name.rpartition('-')[2]} to go on with"


class PartAddForm(OnceForm):
    """A part of the place's own, at the end of a section."""

    section = forms.ChoiceField(label="Section it belongs to", widget=forms.RadioSelect)
    title = forms.CharField(
        label="What the part is called",
        max_length=200,
        error_messages={"required": "Enter what the part is called"},
    )

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section = self.fields["section"]
        assert isinstance(section, forms.ChoiceField)  # noqa: S101 - for the types
        section.choices = [(one.key, one.title) for one in strategy.edition.sections]
        section.error_messages["required"] = "Choose the section it belongs to"


class RenameForm(forms.Form):
    title = forms.CharField(
        label="What the part is called",
        max_length=200,
        error_messages={"required": "Enter what the part is called"},
    )
    revision = ReadNumber()


class MoveForm(forms.Form):
    direction = forms.ChoiceField(choices=[("up", "up"), ("down", "down")])
    revision = ReadNumber()


class RemoveForm(forms.Form):
    base = ReadNumber()
    revision = ReadNumber()


class PersonChoiceField(RowsField):
    def label_from_instance(self, obj: User) -> str:
        return obj.name


class ContributorsForm(forms.Form):
    """Which of the place's contributors write this part."""

    people = PersonChoiceField(
        label="Contributors who write this part",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    revision = ReadNumber()

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["people"]
        assert isinstance(people, PersonChoiceField)  # noqa: S101 - for the types
        people.queryset = part.strategy.place.people(Role.CONTRIBUTOR)
