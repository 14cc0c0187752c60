"""The areas that figures are about: places, councils, regions, countries.

`Areas.load()` reads all of them once; afterwards files of any length are read without
asking the database again.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from django.utils.text import slugify

from people.models import LocalAuthority, Place, PlaceCode, PlaceName
from people.names import kind_in, name_key

WIDER = Path(__file__).parent / "data" / "areas.csv"
KINDS = ("LEP", "MCA", "GROUP", "LAD", "REGION", "COUNTRY")
SPELLINGS = {
    "LEP": "lep leps local enterprise partnership economic enterprise region er ee",
    "MCA": "mca cauth ca combined authority mayoral",
    "GROUP": "group",
    "LAD": "lad ladu lau ua la ualad district council local authority unitary laua",
    "REGION": "region gor rgn regions",
    "COUNTRY": "country countries ctry nation",
}
KIND_OF_WORD = {word: kind for kind, said in SPELLINGS.items() for word in said.split()}
ALSO_CALLED = {"UK": "K02000001", "GB": "K03000001"}
BEFORE_A_NAME = re.compile(r"^\s*([a-z][a-z0-9 ]{0,30}?)\s*:\s*(?=\S)", re.IGNORECASE)
MOST_GUESSES = 200


@dataclass(frozen=True)
class Area:
    """One area, by the code it had first."""

    code: str
    name: str
    kind: str
    slug: str


@dataclass
class Areas:
    """Every area the portal knows, by each of its codes and names."""

    all: list[Area] = field(default_factory=list)
    codes: dict[str, Area] = field(default_factory=dict)
    names: dict[str, list[Area]] = field(default_factory=lambda: defaultdict(list))
    guesses: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Areas:
        areas = cls()
        for area, codes, names in (*_places(), *_councils(), *_wider()):
            areas.add(area, codes, names)
        return areas

    def add(self, area: Area, codes: Iterable[str], names: Iterable[str]) -> None:
        self.all.append(area)
        for code in (area.code, *codes):
            self.codes.setdefault(code.upper(), area)
        for key in dict.fromkeys(name_key(name) for name in (area.name, *names)):
            self.names[key].append(area)

    def by_code(self, code: str) -> Area | None:
        """The area a code of any generation stands for."""
        return self.codes.get(code.strip().upper())

    def by_name(self, name: str, kind: str = "") -> Area | None:
        """The area a file means, however it writes it: “lep:London”, “England4”.

        Where several have the name, the LEP is meant as in statistics, unless the kind
        is given or the name says it.
        """
        before = BEFORE_A_NAME.match(name)
        if before and (said := kind_of(before[1])):
            kind, name = kind or said, name[before.end() :]
        elif before:
            return None
        found = self.names.get(name_key(name), [])
        if wanted := kind or kind_in(name):
            found = [area for area in found if area.kind == wanted]
        return min(found, key=lambda area: KINDS.index(area.kind), default=None)

    def near(self, name: str) -> list[str]:
        """Up to three names much like this one, to be suggested; not for long lists."""
        key = name_key(name)
        if key not in self.guesses and len(self.guesses) < MOST_GUESSES:
            close = get_close_matches(key[:80], list(self.names), n=3, cutoff=0.72)
            self.guesses[key] = [self.names[one][0].name for one in close]
        return self.guesses.get(key, [])


def kind_of(words: str) -> str:
    """The kind a file means by “GOR” or “local authority: district”, or nothing."""
    said = re.findall(r"[a-z]+", words.lower())
    return next((KIND_OF_WORD[word] for word in said if word in KIND_OF_WORD), "")


def around(place: Place) -> Iterator[Area]:
    """The place itself, its districts, and the countries and regions it is compared with."""
    for own in sorted(place.codes.all(), key=_first)[:1]:
        yield Area(own.code, place.name, place.kind, place.slug)
    districts = place.place_authorities.current().order_by("authority__name")
    for code, name in districts.values_list("authority__code", "authority__name"):
        yield Area(code, name, "LAD", slugify(name))
    yield from sorted((area for area, *_ in _wider()), key=lambda area: area.kind)


Row = tuple[Area, list[str], list[str]]


def _places() -> Iterator[Row]:
    codes: dict[int, list[str]] = defaultdict(list)
    for code in sorted(PlaceCode.objects.all(), key=_first):
        codes[code.place_id].append(code.code)
    names: dict[int, list[str]] = defaultdict(list)
    for place_id, name in PlaceName.objects.values_list("place_id", "name"):
        names[place_id].append(name)
    for place in Place.objects.all():
        if had := codes[place.pk]:
            area = Area(had[0], place.name, place.kind, place.slug)
            yield area, had, names[place.pk]


def _first(code: PlaceCode) -> tuple[date, str]:
    return code.since or date.min, code.code


def _councils() -> Iterator[Row]:
    for code, name in LocalAuthority.objects.values_list("code", "name"):
        # Files write “Bristol” as often as “Bristol, City of”.
        short = re.sub(r", (City|County) of$", "", name)
        yield Area(code, name, "LAD", slugify(name)), [], [short]


def _wider() -> Iterator[Row]:
    also = {code: name for name, code in ALSO_CALLED.items()}
    with WIDER.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            area = Area(row["code"], row["name"], row["kind"], slugify(row["name"]))
            yield area, [], [also[area.code]] if area.code in also else []
