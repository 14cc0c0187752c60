from typing import Any, NoReturn

from django.conf import settings
from django.db import models


class AppendOnly(models.QuerySet["Entry"]):
    """What happened has happened: nothing here is changed or taken away."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("A ledger entry is never changed")

    def delete(self) -> NoReturn:
        raise TypeError("A ledger entry is never deleted")


class Entry(models.Model):
    """One thing that happened, sealed to the one before it."""

    chain = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=300, blank=True)
    verb = models.CharField(max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["chain", "number"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "number"], name="entry_has_one_place_in_its_chain"
            )
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}: {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A ledger entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A ledger entry is never deleted")


class Chain(models.Model):
    """Where a chain ends, so that a tail cut off is seen."""

    name = models.CharField(max_length=60, unique=True)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.name
