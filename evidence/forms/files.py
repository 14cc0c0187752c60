"""Adding a file to an item."""

from typing import Any

from django import forms

from evidence.models import Item, ItemFile
from office.once import OnceForm
from office.uploads import UploadField

FILE_TYPES = "PDF, DOCX, XLSX, CSV, ODS, PNG or JPG, up to 20MB."


class FileForm(OnceForm):
    """A further file of an item, or a newer copy of one."""

    file = UploadField(label="File", help_text=FILE_TYPES)

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = ItemFile.objects.filter(item=item, replaced_by=None)
        if current:
            self.fields["instead_of"] = forms.ModelChoiceField(
                label="Does it take the place of an earlier file?",
                queryset=current,
                required=False,
                blank=True,
                widget=forms.RadioSelect,
                empty_label="No, it is a further file",
                help_text="The earlier file stays listed: a version may have cited it.",
                error_messages={"invalid_choice": "Choose a file that is still in use"},
            )
