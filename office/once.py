"""One effect for twenty identical posts: a form that makes something carries a token."""

import uuid

from django import forms
from django.db import IntegrityError, transaction

from office.models import Claim

OUT_OF_DATE = "This page was out of date. Check what you typed and try again"


class OnceForm(forms.Form):
    """Mixed into every form that creates something or tells somebody."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=True)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["once"].initial = uuid.uuid4
        self.fields["once"].error_messages.update(
            required=OUT_OF_DATE, invalid=OUT_OF_DATE
        )

    def clean(self) -> dict[str, object]:
        """With a token that is no token, the form comes back with one that is."""
        cleaned = super().clean() or {}
        if "once" in self.errors:
            data = self.data.copy()  # type: ignore[attr-defined]
            data[self.add_prefix("once")] = str(uuid.uuid4())
            self.data = data
        return cleaned

    def was_sent_before(self) -> bool:
        """Whether its token is used up: what it asked for is done.

        For forms that are no longer valid once they had their effect.
        """
        if not self.is_bound or "once" in self.errors:
            return False
        return Claim.objects.filter(token=self.cleaned_data["once"]).exists()


def claim(token: uuid.UUID) -> bool:
    """Use the token up, inside the caller's transaction; False when it was used before."""
    try:
        with transaction.atomic():
            Claim.objects.create(token=token)
    except IntegrityError:
        return False
    return True
