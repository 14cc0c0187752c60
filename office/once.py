"""One effect for twenty identical posts: a form that makes something carries a token."""

import uuid

from django import forms
from django.db import IntegrityError, transaction

from office.models import Claim


class OnceForm(forms.Form):
    """Mixed into every form that creates something or tells somebody."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=True)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["once"].initial = uuid.uuid4
        self.fields["once"].error_messages["required"] = (
            "This page was out of date. Check what you typed and try again"
        )


def claim(token: uuid.UUID) -> bool:
    """Use the token up, inside the caller's transaction; False when it was used before."""
    try:
        with transaction.atomic():
            Claim.objects.create(token=token)
    except IntegrityError:
        return False
    return True
