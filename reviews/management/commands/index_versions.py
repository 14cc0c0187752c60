from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Exists, OuterRef

from reviews import searchable
from reviews.models import Publication, Round
from strategies.models import Version


class Command(BaseCommand):
    help = "Takes what can be searched for of versions sent or published before it was."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        sent = Exists(Round.objects.filter(version=OuterRef("pk")))
        published = Exists(Publication.objects.filter(version=OuterRef("pk")))
        found = Version.objects.filter(sent | published, searchable=None)
        for version in found.iterator(chunk_size=10):
            searchable.index(version)
