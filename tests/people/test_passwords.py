"""Which passwords are refused, and that length alone is asked for."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from people.models import User


@pytest.mark.parametrize(
    "password",
    [
        "short words",
        "password1234",
        "qwertyuiop123",
        "123456789012",
        "localindustrialstrategy",
        "Local-Industrial-Strategy-2018!",
        "GreaterManchester1",
        "marlshire2026!!",
        "joan.hargreaves",
        "aaaaaaaaaaaaaaaa",
        "ababababababab",
    ],
)
def test_easily_guessed_passwords_are_refused(password):
    user = User(email="joan.hargreaves@example.org", name="Joan Hargreaves")

    with pytest.raises(ValidationError):
        validate_password(password, user)


@pytest.mark.parametrize(
    "password",
    [
        "heron weir kettle",
        "correcthorsebatterystaple",
        "under the manchester viaduct",
        "ÿäöü über straße",
        "x7$Kp!q9zR2@vW",
        "a long sentence of more than sixty-four characters is as good as any of them",
    ],
)
def test_long_ones_of_any_kind_are_taken(password):
    validate_password(password, User(email="a@example.org", name="Ann"))
