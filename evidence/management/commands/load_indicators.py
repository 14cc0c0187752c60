from typing import Any

from django.core.management.base import BaseCommand

from evidence import catalogue


class Command(BaseCommand):
    help = "Bring the catalogue of indicators up to date; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = catalogue.load()
        said = ", ".join(f"{count} {what}" for what, count in counts.items())
        self.stdout.write(f"Indicators: {said}.")
