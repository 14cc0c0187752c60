"""Handing in a file of figures, and naming what its columns mean."""

from __future__ import annotations

from typing import IO, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from evidence.columns import FIELDS
from evidence.models import Import, Indicator
from office.once import OnceForm
from office.uploads import KINDS, CheckedFile, Refused, UploadField
from office.uploads.kinds import MOST_BYTES
from office.uploads.names import ending, plain_name
from office.uploads.refusal import LIVE_MARKUP, TEST_VIRUS, found_in
from office.uploads.table import CONTROLS
from office.uploads.zipped import TOO_MUCH, look_xlsx

TEXT_ENDINGS = ("csv", "tsv", "txt")
CHUNK = 64 * 1024
MOST_UNPACKED = 200 * 1024 * 1024  # 50,000 rows of twenty columns are 55MB
TOO_LARGE = (
    "The selected workbook unpacks to more than 200MB. Save the sheet with the figures"
    " alone, or as CSV, and upload that"
)
SAVE_AS = "Save the table as CSV or XLSX and upload that"
NOT_TEXT = {
    b"%PDF": f"The selected file is a PDF, whatever its name says. {SAVE_AS}",
    b"PK\x03\x04": f"The selected file is a workbook or a ZIP named as text. {SAVE_AS}",
    b"\xd0\xcf\x11\xe0": f"The selected file is a workbook in an older form, or protected by a password. {SAVE_AS}",
    b"{\\rtf": f"The selected file is a document, not a table. {SAVE_AS}",
    b"MZ": f"The selected file is a program, not a table. {SAVE_AS}",
}  # fmt: skip


class FiguresField(UploadField):
    """A CSV, however its program wrote it, or an XLSX; told by what is in it."""

    def to_python(self, data: Any) -> Any:
        sent = forms.FileField.to_python(self, data)
        if sent is None:
            return None
        upload = cast(UploadedFile, sent)  # the stubs know it only as a File
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError("The selected file must be smaller than 20MB")
        try:
            name = plain_name(str(upload.name))
            return CheckedFile(upload, name, KINDS[_kind_of(upload, ending(name))])
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


def _kind_of(upload: UploadedFile, said: str) -> str:
    if said in TEXT_ENDINGS:
        _look_at_text(upload)
        return "csv"
    if said != "xlsx":
        raise Refused(f"The selected file must be CSV, TSV or XLSX. {SAVE_AS}")
    upload.seek(0)
    start = upload.read(8)
    if start.startswith(b"%PDF"):
        raise Refused(NOT_TEXT[b"%PDF"])
    try:
        look_xlsx(cast(IO[bytes], upload.file), most=MOST_UNPACKED)
    except Refused as refused:
        raise Refused(TOO_LARGE if str(refused) == TOO_MUCH else refused) from refused
    upload.seek(0)
    return "xlsx"


def _look_at_text(upload: UploadedFile) -> None:
    upload.seek(0)
    data = upload.read()
    upload.seek(0)
    for start, why in NOT_TEXT.items():
        if data.startswith(start):
            raise Refused(why)
    text = _start_of(data)
    if not text.strip():
        raise Refused("The selected file is empty")
    if CONTROLS.search(text) or found_in([data], TEST_VIRUS.lower()):
        raise Refused(
            f"The selected file is not text, though its name says so. {SAVE_AS}"
        )
    if text.lstrip().startswith("<") or found_in([data], *LIVE_MARKUP):
        raise Refused(f"The selected file is a web page, not a table. {SAVE_AS}")


def _start_of(data: bytes) -> str:
    """All of it as text, if it is UTF-16; else as far as control characters can be seen."""
    for encoding, step in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16", errors="replace")
        if data[step:4096:2].count(0) > min(len(data), 4096) // 4:
            return data.decode(encoding, errors="replace")
    return data.decode("latin-1").translate(HIGHER)


HIGHER = dict.fromkeys(range(0x7F, 0xA0), " ")


class ImportForm(OnceForm):
    """A file of figures."""

    file = FiguresField(
        label="File of figures",
        help_text="CSV, TSV or XLSX, up to 20MB and 100,000 figures.",
        error_messages={"required": "Select the file of figures"},
    )


class SheetForm(forms.Form):
    """Which sheet of a workbook is meant."""

    sheet = forms.ChoiceField(
        label="Which sheet holds the figures?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a sheet",
            "invalid_choice": "Choose a sheet",
        },
    )

    def __init__(self, *args: Any, import_: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sheets = import_.found.get("sheets", [])
        field = self.fields["sheet"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to mypy
        field.choices = [(name, name) for name in sheets]

    def mapping(self) -> dict[str, Any]:
        return {"sheet": self.cleaned_data["sheet"]}


EVERY = ("indicator", "indicator_title", "unit", "period", "publisher", "dataset", "release", "licence")  # fmt: skip
NEEDED = {"value": "the figure", "period": "the period"}
LEAVE_OUT = ("", "Leave out")
COLUMN = "column_{}"


class ColumnsForm(forms.Form):
    """What each column means, and what is true of every row."""

    indicator = forms.ChoiceField(label="What is measured", required=False)
    indicator_title = forms.CharField(
        label="Its name, if it is not in the list",
        max_length=200,
        required=False,
    )
    unit = forms.CharField(
        label="Unit",
        max_length=100,
        required=False,
        help_text="For example per cent, count or GBP per week.",
    )
    period = forms.CharField(
        label="Period",
        max_length=60,
        required=False,
        help_text="If no column says it. For example 2017, or Jan 2018-Dec 2018.",
    )
    publisher = forms.CharField(label="Publisher", max_length=100, required=False)
    dataset = forms.CharField(label="Dataset", max_length=200, required=False)
    release = forms.CharField(
        label="Day of release, or edition",
        max_length=60,
        required=False,
        help_text="For example 6 February 2019 as 06/02/2019. Later editions are told by it.",
    )
    licence = forms.CharField(
        label="Licence",
        max_length=100,
        required=False,
        help_text="For example OGL v3.0.",
    )

    def __init__(self, *args: Any, import_: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.import_ = import_
        self.found = import_.found
        said = import_.mapping or self.found.get("guess", {})
        self._say_indicators()
        if self.import_.shape in ("ons_wide", "nomis_api"):
            del self.fields["period"]
        self._say_labels(said)
        self._say_columns(said)
        for name, text in said.get("every", {}).items():
            if name in self.fields:
                self.fields[name].initial = text
        for field in self.fields.values():
            field.error_messages["null_characters_not_allowed"] = (
                f"{field.label} must not contain hidden characters"
            )

    def _say_indicators(self) -> None:
        known = Indicator.objects.known_to(self.import_.place).order_by("title")
        choices = [(one.key, f"{one.title} ({one.key})") for one in known]
        field = self.fields["indicator"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to mypy
        field.choices = [("", "Choose, or name it below"), *choices]
        self.known = {one.key: one for one in known}

    def _say_labels(self, said: dict[str, Any]) -> None:
        """Of a table with many columns of figures: which to take."""
        labels = self.found.get("labels", [])
        if len(labels) > 1:
            self.fields["labels"] = forms.MultipleChoiceField(
                label="Columns to take",
                choices=[(label, label) for label in labels],
                initial=said.get("labels") or labels,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Choose at least one column"},
            )

    def _say_columns(self, said: dict[str, Any]) -> None:
        if self.import_.shape != "other":
            return
        meanings = [LEAVE_OUT, *((name, label) for name, (label, _) in FIELDS.items())]
        for at, header in enumerate(self.found["headers"]):
            self.fields[COLUMN.format(at)] = forms.ChoiceField(
                label=header[:80] or f"Column {at + 1}, which has no heading",
                choices=meanings,
                required=False,
                initial=said.get("columns", {}).get(str(at), ""),
                help_text=self._examples(at),
            )
        names = [COLUMN.format(at) for at in range(len(self.found["headers"]))]
        self.order_fields([*names, *EVERY])

    def _examples(self, at: int) -> str:
        rows = self.found.get("examples", [])
        cells = [row[at] for row in rows if at < len(row) and row[at]]
        cells = list(dict.fromkeys(cells))
        return (
            f"For example {', '.join(cells[:3])}." if cells else "Its cells are empty."
        )

    def meanings(self) -> dict[str, str]:
        """What was chosen for each column that is not left out."""
        if self.import_.shape != "other":
            return {}
        chosen = {
            str(at): self.cleaned_data.get(COLUMN.format(at), "")
            for at in range(len(self.found["headers"]))
        }
        return {at: name for at, name in chosen.items() if name}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        meanings = self.meanings()
        told = set(meanings.values())
        twice = [name for name in told if list(meanings.values()).count(name) > 1]
        for at, name in meanings.items():
            if name in twice:
                self.add_error(
                    COLUMN.format(at),
                    f"Two columns cannot both be “{FIELDS[name][0]}”. Leave one out",
                )
        if self.import_.shape == "other":
            self._need_columns(told | {n for n in EVERY if cleaned.get(n)})
        if not told & {"indicator", "indicator_title"} and not (
            cleaned.get("indicator") or cleaned.get("indicator_title")
        ):
            self.add_error("indicator", "Choose what is measured, or name it below")
        if "licence" not in told and not cleaned.get("licence"):
            self.add_error(
                "licence", "Enter the licence the figures are published under"
            )
        return cleaned

    def _need_columns(self, told: set[str]) -> None:
        first = COLUMN.format(0)
        for name, words in NEEDED.items():
            if name not in told:
                self.add_error(first, f"Say which column holds {words}")
        if not told & {"area_code", "area_name"}:
            self.add_error(
                first, "Say which column holds the area, by its code or name"
            )

    def mapping(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        every = {name: cleaned[name].strip() for name in EVERY if cleaned.get(name)}
        if every.get("indicator"):
            every.pop("indicator_title", None)
        return {
            "sheet": self.import_.mapping.get("sheet", ""),
            "columns": self.meanings(),
            "labels": cleaned.get("labels", []),
            "every": every,
        }
