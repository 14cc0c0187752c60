"""Pages, a save and the PDF against the least that could be done, in one run."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from bench import environment
from bench.environment import FOLDER, PORT, cookies_of
from bench.servers import Visitor, free_port, memory, serving

environment.prepare()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import papers, seed  # noqa: E402
from people.models import User  # noqa: E402
from reviews.models import Point  # noqa: E402

ROUNDS = 40
SMALL, LARGE = 48, 480


def beside(hello: Callable[[], float], act: Callable[[], float]) -> tuple[float, float]:
    """Milliseconds of the act, and of the floor asked in turn with it; medians."""
    for _ in range(3):
        hello(), act()
    floors, acts = zip(*((hello(), act()) for _ in range(ROUNDS)), strict=True)
    return statistics.median(acts) * 1000, statistics.median(floors) * 1000


def queries(user: User, path: str) -> int:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def pages(made: seed.Seeded) -> dict[str, tuple[User, str, int]]:
    """What is measured: who asks for what, and how many times the floor it may take."""
    base = f"/strategies/{made.strategy.slug}/"
    part = f"{base}parts/{made.part.key}/"
    return {
        "where every place stands": (made.administrator, "/places/", 20),
        "strategies (Area Lead)": (made.area_lead, "/strategies/", 20),
        "home (Area Lead)": (made.area_lead, "/", 20),
        "overview": (made.officer, base, 20),
        "part": (made.officer, part, 20),
        "edit": (made.officer, f"{part}edit/", 20),
        "review, 200 points": (made.officer, f"{base}review/", 20),
        "compare two revisions": (made.officer, f"{part}compare/?from=1&to=5", 40),
    }


class Save:
    """One changed paragraph in a part of 3,000 words, over and over."""

    def __init__(self, visitor: Visitor, made: seed.Seeded) -> None:
        self.visitor, self.count = visitor, 0
        self.path = f"/strategies/{made.strategy.slug}/parts/{made.part.key}/edit/"
        self.base = made.part.base
        self.text = made.part.text

    def __call__(self) -> float:
        self.count += 1
        first, _, rest = self.text.partition("\n")
        body = {"text": f"{first} Sentence {self.count}.\n{rest}", "base": self.base}
        seconds, answer = self.visitor.ask(self.path, urlencode(body))
        self.base = json.loads(answer)["revision"]
        return seconds


def main() -> None:
    environment.migrate()
    by = seed.people()
    made = seed.fill(SMALL, by)
    said(SMALL)
    floor_port = free_port()
    with (
        serving("bench.hello:application", floor_port, {}),
        serving("lis_portal.wsgi:application", PORT, {}) as pid,
    ):
        print(f"Web worker just started: {memory(pid):.0f} MiB")
        hello = partial(seconds_of, Visitor(floor_port, {}), "/")
        before = measure(made, hello)
        began = time.perf_counter()
        seed.fill(LARGE, by, start=SMALL)
        print(f"Seeded {LARGE} in {time.perf_counter() - began:.0f} s more")
        said(LARGE)
        after = measure(made, hello)
        without_points(made, hello)
        for name in before:
            print(f"  {name}: {after[name] / before[name]:.2f} x that with {SMALL}")
        print(f"Web worker after the load: {memory(pid):.0f} MiB (goal 120)")
    papers.measure(Path(FOLDER.name))


def seconds_of(visitor: Visitor, path: str) -> float:
    return visitor.ask(path)[0]


def measure(made: seed.Seeded, hello: Callable[[], float]) -> dict[str, float]:
    """Every page against the floor, with its queries; the ratios, for comparing."""
    ratios = {}
    for name, (user, path, goal) in pages(made).items():
        visitor = Visitor(PORT, cookies_of(user))
        took = beside(hello, partial(seconds_of, visitor, path))
        ratios[name] = report(name, took, goal, queries(user, path))
    path = f"/published/{made.strategy.slug}/"
    took = beside(hello, partial(seconds_of, Visitor(PORT, {}), path))
    ratios["public page"] = report("public page", took, 6)
    made.part.refresh_from_db()
    saving = Save(Visitor(PORT, cookies_of(made.officer)), made)
    ratios["save one paragraph"] = report(
        "save one paragraph", beside(hello, saving), 30
    )
    return ratios


def without_points(made: seed.Seeded, hello: Callable[[], float]) -> None:
    """The same save where nobody has commented."""
    Point.objects.filter(strategy=made.strategy).delete()
    made.part.refresh_from_db()
    saving = Save(Visitor(PORT, cookies_of(made.officer)), made)
    report("save one paragraph, 0 points", beside(hello, saving), 30)


def report(
    name: str, took: tuple[float, float], goal: int, asked: int | None = None
) -> float:
    act, floor = took
    ratio = act / floor
    words = "" if asked is None else f", {asked} queries"
    verdict = "" if ratio <= goal else "  MISSED"
    print(
        f"  {name}: {act:.1f} ms = {ratio:.1f} x {floor:.2f} ms (goal {goal})"
        f"{words}{verdict}"
    )
    return ratio


def said(count: int) -> None:
    print(f"{count} strategies x {seed.REVISIONS} revisions x {seed.POINTS} points")
