"""Names for addresses: each one free, and none that a page of ours already has."""

from django.utils.text import slugify

from people.models import Place
from strategies.models import Strategy

RESERVED = {"add", "import"}


def free_slug(place: Place) -> str:
    """The place's own name, or with a number when an earlier strategy has it."""
    stem = place.slug[:110]
    slugs = Strategy.objects.filter(slug__startswith=stem)
    return first_free(stem, RESERVED | set(slugs.values_list("slug", flat=True)))


def free_key(strategy: Strategy, title: str) -> str:
    """A key for a new part. One that a removed part had is not given again."""
    stem = slugify(title)[:50].strip("-") or "part"
    taken = set(strategy.parts.values_list("key", flat=True))
    return first_free(stem, RESERVED | taken)


def first_free(stem: str, taken: set[str]) -> str:
    """The stem, or with the first number after it that nothing else has."""
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found
