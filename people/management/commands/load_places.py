from typing import Any

from django.core.management.base import BaseCommand

from people import places


class Command(BaseCommand):
    help = "Bring in the places, their codes, names and relations; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, counts in places.load().items():
            self.stdout.write(
                f"{kind}: {counts['added']} added, {counts['changed']} changed, "
                f"{counts['left']} left as they were"
            )
