import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from office import ledger
from people.models import User


class Command(BaseCommand):
    help = "Make the first administrator, who then invites everybody else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        email = User.objects.normalize_email(options["email"])
        if User.objects.filter(email=email).exists():
            raise CommandError(f"{email} has an account already.")
        user = User(email=email, name=options["name"], is_administrator=True)
        password = self._password()
        try:
            user.full_clean(exclude=["password", "slug"])
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        user = User.objects.create_user(
            email, password, name=options["name"], is_administrator=True
        )
        ledger.record(ledger.PEOPLE, "created_administrator", by=user, subject=email)
        self.stdout.write(f"{user.name} can now sign in as {email}.")

    def _password(self) -> str:
        """Typed twice at a terminal; one line where there is none."""
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        first = getpass.getpass("Password (12 characters or more): ")
        if getpass.getpass("Once more: ") != first:
            raise CommandError("The two are not the same. Nothing was made.")
        return first
