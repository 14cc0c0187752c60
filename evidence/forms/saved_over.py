"""A change to something that others may have changed since it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True)
class Difference:
    """A field of which what is saved now and what was typed are not the same."""

    label: str
    saved: str
    typed: str


class SavedOverForm(forms.ModelForm):
    """Somebody's changes, the revision they were made to, and what stands now."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.instance.revision
        self.before = {name: getattr(self.instance, name) for name in self.columns()}

    @classmethod
    def columns(cls) -> list[str]:
        """What is compared, by the names of the model's own columns."""
        return list(cls._meta.fields or [])

    @property
    def is_stale(self) -> bool:
        """Somebody saved it after the form was opened."""
        return bool(self.cleaned_data["revision"] != self.instance.revision)

    def differences(self, columns: Iterable[str] | None = None) -> list[Difference]:
        """Field by field, what is saved now beside what was typed."""
        wanted = self.before if columns is None else list(columns)
        return [
            Difference(
                self.label(column),
                self._said(column, self.before[column]),
                self._said(column, getattr(self.instance, column)),
            )
            for column in self.before
            if column in wanted
            and self.before[column] != getattr(self.instance, column)
        ]

    def label(self, column: str) -> str:
        return str(self.fields[column.removesuffix("_id")].label)

    def put_back(self, columns: Iterable[str]) -> None:
        """Let these fields of what was typed say what is saved."""
        for column in columns:
            setattr(self.instance, column, self.before[column])

    def _said(self, column: str, value: Any) -> str:
        if isinstance(value, bool):
            return "Yes" if value else "No"
        return "" if value is None else str(value)
