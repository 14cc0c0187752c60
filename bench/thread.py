"""How it fits together, for a strategy of 35,000 words that cites 200 pieces of evidence."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from bench import environment

environment.prepare()

from django.test import Client  # noqa: E402

from bench import seed  # noqa: E402
from evidence.models import Item  # noqa: E402
from people.models import Membership, Place, Role, User  # noqa: E402
from strategies import checks, outline, records, thread  # noqa: E402
from strategies.models import (  # noqa: E402
    Action,
    Finding,
    Measure,
    Priority,
    Revision,
    Strategy,
)

WORDS, CITATIONS, PARAGRAPH = 35_000, 200, 60
FINDINGS, PRIORITIES, EACH = 40, 12, 3
ROUNDS = 15


def main() -> None:
    environment.migrate()
    officer, strategy = seeded()
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(officer)
    base = f"/strategies/{strategy.slug}/thread/"
    content = checks.of_strategy(strategy)
    print(
        f"{content.words:,} words, {CITATIONS} citations, {len(content.evidence)} items"
    )
    woven = thread.weave(content)
    took("weave and follow every clause", lambda: thread.chains(thread.weave(content)))
    took(
        "what would break without E007",
        lambda: thread.going(woven, ("evidence", "E007")),
    )
    for name, path in (
        ("the whole thread", base),
        ("one kind of break", f"{base}?show=evidence"),
        ("the picture", f"{base}picture/"),
        ("what leans on E007", f"{base}leans-on/evidence/E007/"),
        ("the table", f"{base}thread.csv"),
    ):
        size = len(client.get(path).content)
        took(name, lambda path=path: client.get(path))  # type: ignore[misc]
        print(f"    {size / 1000:.0f} kB")


def took(name: str, act: Callable[[], object]) -> float:
    """Milliseconds, the median of several."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    found = statistics.median(times)
    print(f"  {name}: {found:.1f} ms (best {min(times):.1f})")
    return found


def seeded() -> tuple[User, Strategy]:
    pick = random.Random(7)
    officer = User.objects.create_user("officer@bench.example", None, name="Officer")
    place = Place.objects.create(kind=Place.Kind.LEP, name="Bench", slug="bench")
    Membership.objects.create(user=officer, place=place, role=Role.OFFICER)
    Item.objects.bulk_create(
        Item(
            place=place,
            number=number,
            ref=ref(number),
            title=f"Survey {number}",
            publisher="ONS",
            added_by=officer,
        )
        for number in range(1, CITATIONS + 1)
    )
    strategy = outline.begin(place, title="A long strategy", end_year=2035, by=officer)
    write(strategy, officer, pick)
    choose(strategy, officer)
    return officer, strategy


def ref(number: int) -> str:
    return f"E{number:03}"


def write(strategy: Strategy, by: User, pick: random.Random) -> None:
    """Every part as long as the others, the citations strewn over all of them."""
    parts = list(strategy.parts.all())
    each = WORDS // len(parts)
    texts = [seed.blocks(pick, each) for _ in parts]
    every = [block for blocks in texts for block in blocks]
    for number in range(1, CITATIONS + 1):
        pick.choice(every)["text"] += f" [@{ref(number)}]"
    for part, blocks in zip(parts, texts, strict=True):
        part.latest = Revision.objects.create(
            part=part, number=1, blocks=blocks, words=each, by=by, base=0
        )
        part.save()


def choose(strategy: Strategy, by: User) -> None:
    for number in range(1, FINDINGS + 1):
        rests = [ref(number), ref(number + FINDINGS)]
        kind = "challenge" if number % 2 else "opportunity"
        found = Finding(strategy=strategy, kind=kind, title=f"Finding {number}")
        found.evidence = rests
        records.add(found, by=by)
    refs = [row.ref for row in Finding.objects.filter(strategy=strategy)]
    for number in range(PRIORITIES):
        priority = Priority(
            strategy=strategy,
            title=f"Priority {number}",
            findings=refs[number * EACH : number * EACH + EACH],
        )
        records.add(priority, by=by)
        for title in range(EACH):
            said = {"priority": priority, "title": f"One {title}"}
            records.add(Action(strategy=strategy, **said), by=by)
            records.add(Measure(strategy=strategy, **said), by=by)
