"""A sound draft broken in the browser, one way at a time, and what the portal says of it.

Each breaking is done by filling in the form that stands on a page. The list of what is
open must then say so, and lead with one link to where it can be mended.
"""

from contextlib import contextmanager

import pytest
from django.db import transaction

from people.models import User
from tests.visitor import Reader, Visitor

DRAFT = "/strategies/marlshire/"
EVIDENCE = "/places/marlshire/evidence/"
EVERY_CHALLENGE = [
    "ai-and-data",
    "ageing-society",
    "clean-growth",
    "future-of-mobility",
]
ASK = "Government should provide £45m to build a National Hydrogen Vessel Institute."


class Officer(Visitor):
    """Whoever writes for Marlshire; every page is named from the draft on."""

    def edits(self, page, **typed):
        self.presses("Save", f"{DRAFT}{page}/edit/", **typed)

    def adds_to(self, part, line):
        page = self.gets(f"{DRAFT}parts/{part}/edit/").content.decode()
        forms = Reader(page).forms
        [text] = next(form.values["text"] for form in forms if "text" in form.values)
        self.edits(f"parts/{part}", text=f"{text}\n\n{line}\n")

    def removes(self, ref, noun):
        self.presses(f"Remove {ref}", f"{DRAFT}{noun}/{ref}/remove/")

    def withdraws(self, ref, because):
        self.presses("Withdraw", f"{EVIDENCE}{ref}/withdraw/", because=because)

    def finds_open(self):
        """What the page lists, each sentence with the address it leads to."""
        page = self.gets(f"{DRAFT}checklist/open/")
        found = [one for group in page.context["groups"] for one in group.open]
        html = page.content.decode()
        assert all(f'href="{one.url}"' in html for one in found)
        return {one.sentence: one.url for one in found}

    def is_led_nowhere_by(self, url):
        """What is wrong with where a link leads, if anything is."""
        page, _, spot = url.partition("#")
        answer = self.gets(page)
        if answer.status_code != 200:
            return f"{answer.status_code} at {page}"
        is_there = not spot or f'id="{spot}"' in answer.content.decode()
        return "" if is_there else f"nothing is called {spot} at {page}"


# How it is broken, what the portal says then, and the page it leads to.
BREAKINGS = {
    "an action is to be paid for with new national money": (
        lambda officer: officer.edits(
            "actions/A1.1", funding_source="new-national-money"
        ),
        "A1.1 is to be paid for from",
        f"{DRAFT}actions/A1.1/edit/",
    ),
    "a part asks government for money": (
        lambda officer: officer.adds_to("ideas", ASK),
        "reads like an ask for new money",
        f"{DRAFT}funding/",
    ),
    "evidence that a finding rests on is withdrawn": (
        lambda officer: officer.withdraws("E07", "The survey was at fault."),
        "E07 is cited but has been withdrawn",
        f"{EVIDENCE}E07/bring-back/",
    ),
    "a finding rests on nothing any more": (
        lambda officer: officer.edits(
            "findings/C2", evidence=[], text="Graduates leave."
        ),
        "C2 rests on no evidence",
        f"{DRAFT}findings/C2/edit/",
    ),
    "a priority answers no finding": (
        lambda officer: officer.edits("priorities/P4", findings=[]),
        "P4 answers no challenge or opportunity",
        f"{DRAFT}priorities/P4/edit/",
    ),
    "a measure starts from nothing": (
        lambda officer: officer.edits("measures/M1", baseline=""),
        "M1 has no starting value",
        f"{DRAFT}measures/M1/edit/",
    ),
    "a note to oneself is left behind": (
        lambda officer: officer.adds_to("people", "Output is TBC."),
        "still holds “TBC”",
        f"{DRAFT}parts/people/edit/",
    ),
    "a part praises without a source": (
        lambda officer: officer.adds_to("places", "Our welding is world-leading."),
        "praises without a source",
        f"{DRAFT}parts/places/edit/",
    ),
    "one priority claims every Grand Challenge": (
        lambda officer: officer.edits(
            "priorities/P1", tags_grand_challenges=EVERY_CHALLENGE
        ),
        "P1 takes up every Grand Challenge at once",
        f"{DRAFT}priorities/P1/edit/",
    ),
    "what a department agreed to is worded anew": (
        lambda officer: officer.edits(
            "commitments/K2", text="The department will fund the cluster."
        ),
        "the words have changed since and are not confirmed",
        f"{DRAFT}commitments/",
    ),
    "a priority stands alone": (
        lambda officer: officer.removes("L3", "connections"),
        "P1 is connected with no other priority",
        f"{DRAFT}connections/add/",
    ),
    "nobody reports on progress": (
        lambda officer: officer.removes("R1", "monitoring"),
        "Nothing says who will report on progress",
        f"{DRAFT}monitoring/add/",
    ),
    "a part places a chart that is not there": (
        lambda officer: officer.adds_to("infrastructure", "[[chart:C9]]"),
        "places chart C9, which is not there",
        f"{DRAFT}parts/infrastructure/edit/",
    ),
}


@pytest.fixture
def officer(db, settings):
    """Marlshire's officer, with the demonstration as it is loaded."""
    from evidence import catalogue  # noqa: PLC0415 - only the demonstration needs them
    from lis_portal import demonstration  # noqa: PLC0415
    from people import places  # noqa: PLC0415

    settings.DEMO = True
    places.load()
    catalogue.load()
    demonstration.load("a walk over the marsh at dawn")
    return Officer(User.objects.get(email="officer@marlshire.example"))


@contextmanager
def on_a_copy():
    """Leaving the block takes back all that was done in it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_each_way_to_break_marlshire_is_found_and_led_to(officer):
    before = officer.finds_open()
    missed = {}
    for way, (breaks, said, leads_to) in BREAKINGS.items():
        with on_a_copy():
            breaks(officer)
            found = officer.finds_open()
            new = {one: found[one] for one in found.keys() - before.keys()}
            told = [url for one, url in new.items() if said in one]
            led = [url for url in told if url.partition("#")[0] == leads_to]
            wrong = [officer.is_led_nowhere_by(url) for url in new.values()]
            if not led or any(wrong):
                missed[way] = (new, wrong)

    assert len(BREAKINGS) >= 10
    assert missed == {}
    assert officer.finds_open() == before

    officer.adds_to("ideas", ASK)
    assert ASK in officer.reads(f"{DRAFT}funding/")
