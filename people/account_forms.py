"""allauth's forms in plain words, with the browser's own password manager in mind."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms

HOW_TO_CHOOSE = "At least 12 characters. Three or more words you can remember do well."


def _plain(form: forms.Form, **labels: str) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = f"Enter {label[0].lower()}{label[1:]}"


class SignInForm(allauth_forms.LoginForm):
    """An e-mail address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, login="Your email address", password="Your password")  # noqa: S106
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].error_messages["invalid"] = WRONG_ADDRESS


class ForgottenForm(allauth_forms.ResetPasswordForm):
    """The address to send a link to, if somebody here has it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, email="Your email address")
        self.fields["email"].error_messages["invalid"] = WRONG_ADDRESS


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """A new password, after following the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, password1="New password", password2="New password again")
        self.fields["password1"].help_text = HOW_TO_CHOOSE


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """The present password, then a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(
            self,
            oldpassword="Your present password",
            password1="New password",
            password2="New password again",
        )
        self.fields["password1"].help_text = HOW_TO_CHOOSE


WRONG_ADDRESS = "Enter an email address in the form name@example.org"
