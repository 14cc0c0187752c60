"""200 people writing at once on PostgreSQL for a minute, four to a part.

Each changes a paragraph of their own, so no two changes touch the same block: every
refusal as a conflict is a false one, and every sentence the server said it had saved
must stand in the text at the end.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import dj_database_url
import psycopg2

from bench import environment
from bench.environment import PORT, cookies_of
from bench.servers import Visitor, serving

SERVER = os.environ.get(
    "BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres"
)
NAME = f"portal_bench_{os.getpid()}"
DATABASE = f"{SERVER.rpartition('/')[0]}/{NAME}"

environment.prepare(DATABASE)

from django.db import connections  # noqa: E402

from bench import seed  # noqa: E402
from people.models import Membership, Place, Role, User  # noqa: E402
from strategies.models import Part, Revision  # noqa: E402

DRAFTERS = int(os.environ.get("BENCH_DRAFTERS", "200"))
TO_A_PART = 4
SECONDS = int(os.environ.get("BENCH_SECONDS", "60"))
THINKS = 1.0  # seconds between an answer and the next save, on average
WORDS = 3000


@dataclass
class Drafter:
    """One person with one paragraph, and what became of each of their saves."""

    name: str
    cookies: dict[str, str]
    part: Part
    paragraph: int
    took: list[float] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)

    def write(self, until: float) -> None:
        """Save, take what came back as the text to go on with, think, save again."""
        visitor = Visitor(PORT, self.cookies)
        path = f"/strategies/{self.part.strategy.slug}/parts/{self.part.key}/edit/"
        pick = random.Random(self.name)
        text, base, count = self.part.text, self.part.base, 0
        time.sleep(pick.random() * THINKS)
        while time.monotonic() < until:
            count += 1
            sentence = f"{self.name} wrote sentence {count}."
            typed = with_sentence(text, self.paragraph, sentence)
            seconds, body = visitor.ask(
                path, urlencode({"text": typed, "base": base}), expect=(200, 409, 429)
            )
            answer = json.loads(body)
            self.took.append(seconds)
            self.answers[answer["status"]] += 1
            if answer["status"] in ("saved", "merged"):
                self.acknowledged.append(sentence)
                text, base = answer["text"], answer["revision"]
            time.sleep(pick.uniform(0.5, 1.5) * THINKS)


def with_sentence(text: str, paragraph: int, sentence: str) -> str:
    blocks = text.strip().split("\n\n")
    blocks[paragraph] += f" {sentence}"
    return "\n\n".join(blocks)


def drafters() -> list[Drafter]:
    """As many places as it takes, each with people of its own in one of its parts."""
    officer, area_lead, _ = seed.people()
    pick = random.Random(1)
    found = []
    for number in range(DRAFTERS // TO_A_PART):
        place = Place.objects.create(
            kind=Place.Kind.LEP, name=f"Place {number:03}", slug=f"place-{number:03}"
        )
        _, part = seed.one(place, officer, area_lead, pick)
        blocks = seed.blocks(pick, WORDS)
        part.latest = Revision.objects.create(
            part=part, number=part.base + 1, blocks=blocks, words=WORDS, by=officer
        )
        part.save(update_fields=["latest"])
        for one in range(TO_A_PART):
            name = f"Writer{number:03}x{one}"
            user = User.objects.create_user(f"{name}@bench.example", None, name=name)
            Membership.objects.create(user=user, place=place, role=Role.OFFICER)
            far_apart = one * (len(blocks) // TO_A_PART)
            found.append(Drafter(name, cookies_of(user), part, far_apart))
    return found


@contextmanager
def own_database() -> Iterator[None]:
    """A database made for this run and dropped after it."""
    ask_server(f'CREATE DATABASE "{NAME}"')
    try:
        yield
    finally:
        connections.close_all()
        ask_server(f'DROP DATABASE "{NAME}" WITH (FORCE)')


def ask_server(statement: str) -> None:
    at = dj_database_url.parse(SERVER)
    connection = psycopg2.connect(
        host=at["HOST"],
        port=at["PORT"] or None,
        user=at["USER"],
        password=at["PASSWORD"] or None,
        dbname=at["NAME"],
    )
    connection.autocommit = True
    try:
        connection.cursor().execute(statement)
    finally:
        connection.close()


def main() -> None:
    with own_database():
        environment.migrate()
        writing = drafters()
        print(
            f"{DRAFTERS} drafters, {TO_A_PART} to a part of {WORDS} words, {SECONDS} s"
        )
        with serving("lis_portal.wsgi", PORT, {}, workers=2):
            began = time.monotonic()
            threads = [
                threading.Thread(target=one.write, args=(began + SECONDS,))
                for one in writing
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            seconds = time.monotonic() - began
        report(writing, seconds)


def report(writing: list[Drafter], seconds: float) -> None:
    took = sorted(1000 * one for drafter in writing for one in drafter.took)
    answers = sum((drafter.answers for drafter in writing), Counter[str]())
    texts = {part.pk: part.text for part in Part.objects.select_related("latest")}
    lost = [
        sentence
        for drafter in writing
        for sentence in drafter.acknowledged
        if sentence not in texts[drafter.part.pk]
    ]
    kept = sum(len(drafter.acknowledged) for drafter in writing)
    print(f"  answers: {dict(answers)}; rows written: {Revision.objects.count()}")
    print(
        f"  {kept / seconds:.0f} saves a second, median {statistics.median(took):.0f} ms, p95 {took[int(len(took) * 0.95)]:.0f} ms"
    )
    print(
        f"  acknowledged {kept}, lost {len(lost)}; false conflicts {answers['conflict']}"
    )
    if lost or answers["conflict"]:
        raise SystemExit(1)
