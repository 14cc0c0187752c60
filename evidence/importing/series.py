"""Which indicator a row is of: one of the catalogue's, the place's own, or a new one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from evidence.models import Indicator
from people.models import Place

SMALL = {"aged", "of", "the", "and", "all", "b", "nominal", "smoothed", "a", "to"}


@lru_cache(maxsize=4096)
def title_words(title: str) -> frozenset[str]:
    """A title's words as titles are compared: “Employment rate - aged 16-64”."""
    return frozenset(re.findall(r"[a-z0-9]+", title.lower())) - SMALL


@dataclass
class Series:
    """The indicators a place knows, and those its file brings along."""

    by_key: dict[str, Indicator] = field(default_factory=dict)
    by_title: dict[frozenset[str], Indicator] = field(default_factory=dict)
    new: dict[str, Indicator] = field(default_factory=dict)

    @classmethod
    def known_to(cls, place: Place) -> Series:
        series = cls()
        for one in Indicator.objects.known_to(place).order_by("-place_id", "pk"):
            series.by_key.setdefault(one.key.upper(), one)
            series.by_title.setdefault(title_words(one.title), one)
        return series

    def of(self, key: str, title: str, unit: str) -> Indicator | None:
        """The one of that key or that title; a new one where the file names another."""
        own = key_of(key or title)
        known = self.by_key.get(key.upper()) or self.by_key.get(own)
        if known is None and not key:
            known = self.by_title.get(title_words(title))
        if known or not own:
            return known
        if own not in self.new:
            name = (title or key)[:200]
            self.new[own] = Indicator(key=own, title=name, unit=unit[:100])
        return self.new[own]

    def guessed(self, texts: Iterable[str]) -> Indicator | None:
        """The one whose whole title stands in a text, the longest first; else its key."""
        said = [title_words(text) for text in texts if text]
        titles = sorted(self.by_title.items(), key=lambda one: -len(one[0]))
        for words in said:
            for title, one in titles:
                if title and title <= words:
                    return one
        for one in self.by_key.values():
            if len(one.key) > 3 and any(one.key.lower() in words for words in said):
                return one
        sets = [(title_words(one.dataset), one) for one in self.by_key.values()]
        found = [
            one
            for dataset, one in sets
            if dataset and any(dataset <= words for words in said)
        ]
        return found[0] if found else None


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """A key as keys are written: WIND, RAIL_TIME."""
    return re.sub(r"[^A-Z0-9]+", "_", text.upper()).strip("_")[:40].strip("_")
