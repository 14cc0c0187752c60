from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from reviews import published
from reviews.models import Publication


class Command(BaseCommand):
    help = "Takes anew what can be searched for of every published strategy."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        found = Publication.objects.filter(withdrawn_on=None)
        for publication in found.select_related("version__strategy"):
            published.index(publication)
        self.stdout.write(f"Published strategies that can be searched: {len(found)}")
