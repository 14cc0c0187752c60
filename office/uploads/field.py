"""The form field through which every file comes in."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import IO, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from office.uploads.kinds import KINDS, MOST_BYTES, Kind, sort_of
from office.uploads.names import plain_name
from office.uploads.refusal import Refused


class UploadField(forms.FileField):
    """A file whose content was looked at; its `kind` is then a Kind of ours."""

    default_error_messages = {
        "required": "Select a file",
        "invalid": "Select a file",
        "missing": "Select a file",
        "empty": "The selected file is empty",
    }

    def __init__(self, *, kinds: Collection[str] = tuple(KINDS), **kwargs: Any) -> None:
        self.kinds = kinds
        kwargs.setdefault("widget", forms.FileInput)
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> Any:
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > MOST_BYTES:
            raise ValidationError("The selected file must be smaller than 20MB")
        try:
            name = plain_name(str(upload.name))
            kind = sort_of(cast(IO[bytes], upload.file), name, self.kinds)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        return CheckedFile(cast(UploadedFile, upload), name, kind)


@dataclass(frozen=True)
class CheckedFile:
    """An upload that was looked at: its bytes, what it is called and what it is."""

    upload: UploadedFile
    name: str
    kind: Kind
