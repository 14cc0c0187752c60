"""Up to four writers at one part, in any order of anything: nothing acknowledged is lost.

The suite plays some hundreds of saves. `INTERLEAVINGS=500` plays so many games of 50 steps.
"""

import os
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from people.models import Role
from strategies import clashes, drafting
from strategies.drafting import Outcome
from strategies.models import Part, Revision
from strategies.text import canonical, join, split
from tests.factories import PartFactory, a_person
from tests.strategies.text.documents import WORDS

GAMES = int(os.environ.get("INTERLEAVINGS", "40"))
STEPS = 50 if "INTERLEAVINGS" in os.environ else 30
WRITERS = 4

which = st.integers(0, WRITERS - 1)
places = st.integers(0, 9)
few_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
new_blocks = st.one_of(
    few_words,
    few_words.map(lambda words: f"- {words}\n- {words}"),
    few_words.map(lambda words: f"### {words}"),
    st.sampled_from(["See the evidence base.", "> Quoted.", "| a |\n| --- |\n| b |"]),
)
# The answer is before the writer; or could not be, so they go on from what they sent; or
# the line broke after the server had done it.
HEARD = ["shown", "shown", "not shown", "nothing"]


def put_in(blocks, at, text):
    blocks.insert(at, text)


def type_on(blocks, at, text):
    blocks[at : at + 1] = [f"{block} {text[-9:]}" for block in blocks[at : at + 1]]


def take_out(blocks, at, text):
    del blocks[at : at + 1]


def move(blocks, at, text):
    blocks[len(text) % 5 : len(text) % 5] = [blocks.pop(at)] if at < len(blocks) else []


EDITS = {edit.__name__: edit for edit in (put_in, type_on, take_out, move)}
edits = st.lists(st.tuples(st.sampled_from([*EDITS]), places, new_blocks), max_size=4)


class Tab:
    """One open editor: what is before its writer, and what it was written on."""

    def __init__(self, by):
        self.by = by
        self.blocks = []
        self.base = 0

    @property
    def text(self):
        return join(self.blocks)

    def show(self, text, base):
        self.blocks, self.base = split(text), base


class Writing(RuleBasedStateMachine):
    """Every rule is something a writer, their browser or the line does."""

    steps = count()

    @initialize()
    def begin(self):
        self.part = PartFactory()
        place = self.part.strategy.place
        self.tabs = [Tab(a_person(Role.OFFICER, place)) for _ in range(WRITERS - 1)]
        self.tabs.append(Tab(self.tabs[0].by))  # a second tab of the first
        self.acknowledged = set()

    def standing(self):
        return Part.objects.select_related("latest").get(pk=self.part.pk)

    @rule(who=which, edits=edits, heard=st.sampled_from(HEARD))
    def write_and_save(self, who, edits, heard):
        tab = self.tabs[who]
        for edit, at, text in edits:
            EDITS[edit](tab.blocks, at, text)
        saving = self.send(tab)
        if saving.is_conflict or heard == "nothing":
            return
        if heard == "shown" or saving.outcome != Outcome.MERGED:
            tab.show(saving.part.text, saving.part.base)
        else:
            tab.show(tab.text, saving.sent.number)

    @rule(who=which, edits=edits)
    def write_on(self, who, edits):
        for edit, at, text in edits:
            EDITS[edit](self.tabs[who].blocks, at, text)

    def send(self, tab):
        sent = canonical(tab.text)
        saving = drafting.save(self.part, tab.text, base=tab.base, by=tab.by)
        next(self.steps)
        if saving.outcome != Outcome.UNCHANGED:
            self.acknowledged.add(sent)
        else:
            read = Revision.objects.filter(part=self.part, number=tab.base).first()
            assert sent in (saving.part.text, read.text if read else "")
        return saving

    @rule(who=which)
    def crash_and_come_back(self, who):
        """What was not sent is gone; what stands is before them."""
        now = self.standing()
        self.tabs[who].show(now.text, now.base)

    @rule(who=which, choices=st.lists(st.sampled_from(["mine", "theirs", "both"])))
    def settle(self, who, choices):
        tab, now = self.tabs[who], self.standing()
        aside = now.revisions.filter(kind="aside").order_by("-number").first()
        if aside is None:
            return
        asked = clashes.of_aside(aside, now).clashes
        answers = [*choices, *["both"] * len(asked)][: len(asked)]
        saving = drafting.settle(aside, answers, base=now.base, by=tab.by)
        assert not saving.is_conflict
        tab.show(saving.part.text, saving.part.base)

    @rule(who=which, number=st.integers(1, 30), is_stale=st.booleans())
    def restore(self, who, number, is_stale):
        tab, now = self.tabs[who], self.standing()
        earlier = now.revisions.filter(number=number).first()
        if earlier is None:
            return
        base = tab.base if is_stale else now.base
        saving = drafting.restore(earlier, base=base, by=tab.by)
        assert saving.is_conflict or saving.part.text == earlier.text

    @rule(at=places, words=few_words)
    def two_save_in_different_blocks(self, at, words):
        """Whatever went before, that is never a conflict."""
        now = self.standing()
        for tab in self.tabs[:2]:
            tab.show(now.text, now.base)
        one, other = self.tabs[:2]
        places = [place for place, text in enumerate(one.blocks) if text[0].isalpha()]
        if len(places) < 2:
            return
        first, second = places[at % len(places)], places[at % len(places) - 1]
        one.blocks[first] += f" {words} of one"
        other.blocks[second] += f" {words} of the other"

        assert self.send(one).outcome == Outcome.SAVED
        saving = self.send(other)

        assert saving.outcome == Outcome.MERGED
        for tab, place in ((one, first), (other, second)):
            assert tab.blocks[place] in saving.part.text

    @invariant()
    def every_acknowledged_text_is_in_the_history(self):
        rows = {row.text for row in self.part.revisions.all()}
        assert self.acknowledged - rows == set()

    @invariant()
    def what_stands_is_in_its_one_form_with_ids_of_its_own(self):
        now = self.standing()
        ids = [block.id for block in now.blocks]
        assert len(set(ids)) == len(ids)
        assert split(now.text) == [block.text for block in now.blocks]
        assert now.latest is None or now.latest.kind not in ("aside", "sent")


@pytest.mark.django_db
def test_nothing_acknowledged_is_lost_in_any_interleaving():
    game = settings(
        max_examples=GAMES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        derandomize="INTERLEAVINGS" not in os.environ,
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(Writing, settings=game)

    print(f"{next(Writing.steps):,} saves")  # noqa: T201 - read when played at length
