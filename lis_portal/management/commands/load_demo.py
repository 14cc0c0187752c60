from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lis_portal import demonstration
from lis_portal.env import env


class Command(BaseCommand):
    help = "Make the fictional places to try the portal with; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration is loaded only where DEMO=1")
        made = demonstration.load(env("DEMO_PASSWORD"))
        self.stdout.write(f"Demonstration: {'loaded' if made else 'was here already'}.")
