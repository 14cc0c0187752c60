from django.db import models
from django.utils import timezone


class Claim(models.Model):
    """A one-use token of a form that has been used."""

    token = models.UUIDField(unique=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.token)
