from typing import Any

from django.core.management.base import BaseCommand, CommandError

from office import ledger
from office.models import Entry


class Command(BaseCommand):
    help = (
        "Check that no entry of the history was altered, removed, swapped or cut off."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(ledger.faults())
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(f"The history does not hold: {len(found)} faults.")
        self.stdout.write(f"The history holds: {Entry.objects.count()} entries.")
