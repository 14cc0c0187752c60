from typing import Any

from django.core.management.base import BaseCommand

from reviews import dates


class Command(BaseCommand):
    help = "Load the national dates of every edition. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Dates: {dates.load()}.")
