"""What several places claim at once: the same sector or asset, side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from people.models import Place
from reviews.across import Said

WORD = re.compile(r"[a-z][a-z’-]{3,}")
ENDINGS = ("ings", "ing", "ies", "es", "s", "ed", "y")
# Words that nearly every strategy uses tell nothing of what one place claims.
COMMON = """
about above across action actions after again against also among area areas
around based because become been before being below better between both
build building business businesses cent centre challenge challenges city
clear could council councils county delivery develop development district
districts each economic economy employer employers employment england every
evidence existing fewer firm firms first from future good government great
growth half have help high higher highest hour improve increase industrial
industry into investment its jobs lack last less level little local long
lower lowest make many measure more most much national need needs new only
opportunities opportunity other others output over part partners partnership
people per place places plan poor priority productivity programme project
public quality quarter raise rate region regional rural same sector sectors
share short should skill skills small some strategy strength strengths
strong such support than that their them then there these they third this
those through time together town towns under university urban use used using
very weakness well what when where which while will with within without work
workers working world would year years young your
"""
PLAIN = frozenset(COMMON.split())


@dataclass(frozen=True)
class Claim:
    """One word, and what several places rest on it."""

    stem: str
    said: list[Said]

    @property
    def word(self) -> str:
        """As the first of them writes it: “ceramics”, and not its stem."""
        first = self.said[0]
        return next(word for word in words_of(first) if stem(word) == self.stem)

    @cached_property
    def by_place(self) -> dict[Place, list[Said]]:
        found: dict[Place, list[Said]] = defaultdict(list)
        for one in self.said:
            found[one.place].append(one)
        return dict(found)


def claims(found: Iterable[Said], about: str = "") -> list[Claim]:
    """Words that several places rest something on, those of most places first.

    A word that more than half of ten places or more use says nothing of any of them.
    """
    by_stem: dict[str, list[Said]] = defaultdict(list)
    everywhere = set()
    for one in sorted(found, key=lambda one: (one.place.name, one.ref)):
        everywhere.add(one.place)
        for each in {stem(word) for word in words_of(one)}:
            by_stem[each].append(one)
    wanted = {stem(word) for word in WORD.findall(about.casefold())} or by_stem.keys()
    common = max(len(everywhere) / 2, 10)
    shared = [Claim(each, by_stem[each]) for each in wanted & by_stem.keys()]
    return sorted(
        (claim for claim in shared if 1 < len(claim.by_place) <= common),
        key=lambda claim: (-len(claim.by_place), claim.stem),
    )


def words_of(one: Said) -> list[str]:
    """What it is about: its rarer words, in their order."""
    said = f"{one.title} {one.text}".casefold()
    return [word for word in WORD.findall(said) if word not in PLAIN]


def stem(word: str) -> str:
    """Near enough: plurals and the commonest endings taken off."""
    word = word.removesuffix("’s")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word
