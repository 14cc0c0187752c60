import io

import pytest
from django.core.management import CommandError, call_command

from people.models import User


@pytest.fixture
def typed(monkeypatch):
    """What stands on standard input."""

    def say(words):
        monkeypatch.setattr("sys.stdin", io.StringIO(words))

    return say


@pytest.mark.django_db
def test_the_first_administrator_is_made_with_the_password_given(typed):
    typed("a long walk along the fell\n")

    call_command("create_administrator", "First@Example.org", "First Person")

    user = User.objects.get(email="first@example.org")
    assert user.is_administrator
    assert user.check_password("a long walk along the fell")


@pytest.mark.django_db
def test_a_short_password_makes_nobody(typed):
    typed("short\n")

    with pytest.raises(CommandError, match="12"):
        call_command("create_administrator", "first@example.org", "First Person")

    assert not User.objects.exists()


@pytest.mark.django_db
def test_an_account_is_not_made_twice(typed):
    typed("a long walk along the fell\n")
    call_command("create_administrator", "first@example.org", "First Person")

    with pytest.raises(CommandError, match="has an account already"):
        call_command("create_administrator", "first@example.org", "First Person")
