"""Whole journeys through the pages, as people walk them; the broker works at once.

Nothing here is done but by filling in forms that stand on a page. What a number or a
token must be is read from there too.
"""

import csv
import hashlib
import io
import json
import zipfile
from contextlib import contextmanager

import pytest
from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook

from lis_portal import demonstration
from lis_portal.demonstration import files
from office import ledger
from people.models import Place, Role, User
from reviews.models import Support
from strategies import outline
from strategies.models import Rendering, Strategy
from tests.factories import (
    MembershipFactory,
    PlaceFactory,
    RelationFactory,
    a_person,
    an_administrator,
)
from tests.visitor import Visitor

PASSWORD = "a walk over the marsh at dawn"


@contextmanager
def at_once():
    """Leaving the block commits: what follows is done, and what follows on that.

    As Django does it, each is taken off the list before it runs, so that work which
    asks for more work is heard.
    """
    yield
    while connection.run_on_commit:
        _, follows, _ = connection.run_on_commit.pop(0)
        follows()


class Journey:
    """One strategy and the people around it."""

    def __init__(self, strategy, **people):
        self.slug = strategy.slug
        self.people = {name: Visitor(user) for name, user in people.items()}

    def __getattr__(self, name):
        return self.people[name]

    def at(self, rest=""):
        return f"/strategies/{self.slug}/{rest}"

    def do(self, who, words, rest, **typed):
        with at_once():
            return self.people[who].presses(words, self.at(rest), **typed)

    def takes(self, who, verb, words, **typed):
        return self.do(who, words, f"moves/{verb}/", **typed)

    def is_refused(self, who, verb):
        """What the page of the move says is in the way; there is no button then."""
        words = self.people[who].reads(self.at(f"moves/{verb}/"))
        assert "Before you can do this" in words
        return words

    def strategy(self):
        return Strategy.objects.get(slug=self.slug)

    @property
    def status(self):
        return self.strategy().status

    def is_sent_to_government(self, approver="approver", **approval):
        self.takes("officer", "ask_for_approval", "Ask for approval")
        self.takes(approver, "approve", "Approve", **approval)
        self.takes("officer", "submit", "Submit to government")
        assert self.status == "with_government"

    def finds_everything_shown(self, **but):
        """The Area Lead says what was found, section by section, as the pages ask."""
        strategy = self.strategy()
        kind = strategy.place.kind
        for section in strategy.edition.sections:
            typed = {}
            for criterion in strategy.edition.judged(kind):
                if criterion.section == section.key:
                    finding, reason = but.get(criterion.id, ("shown", ""))
                    typed[f"{criterion.id}-finding"] = finding
                    typed[f"{criterion.id}-reason"] = reason
            if typed:
                self.do("lead", "Save", f"review/findings/{section.key}/", **typed)

    def is_agreed(self):
        day = timezone.localdate()
        words = self.takes(
            "lead",
            "agree",
            "Agree",
            decided_by="The Secretary of State",
            decided_on_day=str(day.day),
            decided_on_month=str(day.month),
            decided_on_year=str(day.year),
        )
        assert self.status == "agreed"
        return words

    def is_downloaded(self):
        """The administrator's ZIP of everything agreed, by name."""
        admin = self.people["admin"]
        with at_once():
            words = admin.presses("Make the download", "/exports/add/")
        assert "Download" in words
        number = self.strategy().exports.get().pk
        content = b"".join(admin.gets(f"/exports/{number}/download/"))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}


def assert_sums_are_right(contents):
    manifest = contents["manifest-sha256.txt"].decode().splitlines()
    told = dict(reversed(line.split("  ", 1)) for line in manifest)
    assert set(told) == set(contents) - {"manifest-sha256.txt"}
    for name, digest in told.items():
        assert hashlib.sha256(contents[name]).hexdigest() == digest


@pytest.fixture
def small(db, small_edition):
    """A plan under the second edition, where a second officer signs."""
    place = PlaceFactory(name="Elsewhere", slug="elsewhere")
    officer = a_person(Role.OFFICER, place)
    plan = outline.begin(
        place,
        title="A plan",
        end_year=None,
        by=officer,
        edition_key=small_edition,
    )
    return Journey(
        plan,
        officer=officer,
        second=a_person(Role.OFFICER, place),
        lead=a_person(Role.AREA_LEAD, place),
        admin=an_administrator(),
        anybody=None,
    )


def test_a_plan_under_another_edition_goes_all_the_way(small):
    small.do("officer", "Save", "parts/what-we-see/edit/", text="Much is made here.")
    words = small.do("officer", "Save", "parts/what-will-show-it/edit/", text="Sales.")
    assert "Sales." in words
    small.takes("officer", "ask_for_approval", "Ask for approval")
    small.takes("second", "approve", "Approve")

    assert "Say in a sentence" in small.is_refused("officer", "submit")
    small.do("officer", "Save", "checklist/GP-3/", claim="From the allocation.")
    assert "has changed since version 1" in small.is_refused("officer", "submit")
    small.takes("officer", "take_back", "Take it back")
    small.is_sent_to_government("second")
    small.do("lead", "Start reading", "review/")
    small.do("lead", "Keep this point", "points/add/", level="must", text="Choose.")
    assert "Choose." not in small.officer.reads(small.at("review/"))
    small.takes("lead", "send_back", "Send back", note="Please choose.")

    assert "Please choose." in small.officer.reads(small.at("review/"))
    small.do("officer", "Save", "parts/what-we-choose/edit/", text="We choose wool.")
    small.do("officer", "Send reply", "points/1/", text="We chose wool.")
    small.is_sent_to_government("second")
    compared = small.lead.reads(small.at("versions/compare/?from=2&to=3"))
    assert "We choose wool." in compared
    small.do("lead", "Start reading", "review/")
    assert "is still open: Choose." in small.is_refused("lead", "agree")
    small.do("lead", "Close this point", "points/1/")
    small.finds_everything_shown()
    small.is_agreed()

    pdf = Rendering.objects.get(version__number=3, stage="agreed")
    assert pdf.state == "done"
    small.do("officer", "Publish", "publish/")
    public = small.anybody.reads("/published/elsewhere/")
    assert "We choose wool." in public
    assert "Not agreed with government" not in public
    assert_sums_are_right(small.is_downloaded())
    assert list(ledger.faults()) == []


@pytest.fixture
def marlshire(db, settings):
    """The demonstration as it is loaded: sent back once, with one reply written."""
    from evidence import catalogue  # noqa: PLC0415 - only the demonstration needs them
    from people import places  # noqa: PLC0415

    settings.DEMO = True
    places.load()
    catalogue.load()
    with at_once():
        demonstration.load(PASSWORD)
    return Journey(
        Strategy.objects.get(slug="marlshire"),
        officer=somebody("officer@marlshire.example"),
        second=somebody("second.officer@marlshire.example"),
        approver=somebody("approver@marlshire.example"),
        contributor=somebody("contributor@marlshire.example"),
        lead=somebody("area.lead@government.example"),
        reviewer=somebody("reviewer@government.example"),
        admin=somebody("admin@government.example"),
        anybody=None,
    )


def somebody(email):
    return User.objects.get(email=email)


def test_marlshire_from_its_comments_to_the_download(marlshire):
    marlshire.do(
        "contributor",
        "Save",
        "parts/across-boundaries/edit/",
        text="The moor is for both: walkers and work. Northmark’s board agrees.",
    )
    asks = marlshire.officer.reads(marlshire.at("moves/ask_for_approval/"))
    assert "Point 1 needs a reply" in asks
    marlshire.do("contributor", "Send reply", "points/1/", text="It stands there now.")
    marlshire.officer.presses(
        "Add evidence",
        "/places/marlshire/evidence/add/",
        title='=HYPERLINK("https://bad.example","A title")',
        address="https://www.example.org/moor",
    )
    marlshire.do(
        "officer",
        "Save",
        "parts/infrastructure/edit/",
        text="The moor road is slow [@E30].",
    )

    marlshire.takes(
        "second",
        "ask_for_approval",
        "Ask for approval",
    )
    marlshire.takes("officer", "approve", "Approve", **the_minute())
    assert "minute: minute.pdf" in marlshire.second.reads(marlshire.at("history/"))
    marlshire.takes("second", "submit", "Submit to government")
    compared = marlshire.lead.reads(marlshire.at("versions/compare/?from=2&to=3"))
    assert "walkers and work" in compared
    marlshire.do("lead", "Start reading", "review/")
    assert "It stands there now." in marlshire.lead.reads(marlshire.at("points/1/"))
    marlshire.do("lead", "Close this point", "points/1/")
    marlshire.finds_everything_shown(
        **{"UK-1": ("set_aside", "No border."), "EV-3": ("not_yet", "Good enough.")}
    )
    marlshire.takes("lead", "send_to_ministers", "Send to ministers", asked="Two")
    marlshire.is_agreed()

    marlshire.do("officer", "Publish", "publish/")
    public = marlshire.anybody.reads("/published/marlshire/")
    assert "Agreed with government on" in public
    assert "walkers and work" in public
    assert_the_download_is_whole(marlshire.is_downloaded())
    assert list(ledger.faults()) == []


def the_minute():
    day = timezone.localdate()
    return {
        "board": "The board of the partnership",
        "decided_on_day": str(day.day),
        "decided_on_month": str(day.month),
        "decided_on_year": str(day.year),
        "minute": files.paper("minute.pdf", "Item 6: approved."),
    }


def assert_the_download_is_whole(contents):
    assert_sums_are_right(contents)
    assert contents["marlshire/strategy.pdf"].startswith(b"%PDF-")
    document = json.loads(contents["marlshire/version.json"])
    assert document["place"]["slug"] == "marlshire"
    page = contents["marlshire/strategy.html"].decode()
    assert "walkers and work" in page
    evidence = contents["marlshire/evidence.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(evidence)))
    formula = next(cell for row in rows for cell in row if "HYPERLINK" in cell)
    assert formula.startswith("'=")
    index = load_workbook(io.BytesIO(contents["index.xlsx"])).active
    assert [row[-1].value for row in index] == ["Folder", "marlshire"]


def test_a_place_stops_and_goes_on_with_everything_there(small):
    small.do("officer", "Save", "parts/what-we-see/edit/", text="Much is made here.")
    small.takes("officer", "pause", "Pause", note="Local elections.")
    assert "Local elections." in small.lead.reads(small.at())
    small.takes("officer", "resume", "Resume")
    assert not small.strategy().is_paused

    small.takes("officer", "ask_for_approval", "Ask for approval")
    small.takes("officer", "withdraw", "Withdraw", note="The board has gone.")
    assert small.status == "withdrawn"
    closed = small.officer.gets(small.at("parts/what-we-see/edit/"))
    assert closed.status_code == 403
    small.takes("officer", "reinstate", "Reinstate")

    assert small.status == "awaiting_approval"
    assert "Much is made here." in small.officer.reads(small.at("read/"))


def test_what_a_place_publishes_by_itself_never_says_agreed(small):
    small.do("officer", "Save", "parts/what-we-see/edit/", text="Much is made here.")
    small.takes("officer", "ask_for_approval", "Ask for approval")
    small.takes("second", "approve", "Approve")

    small.do("officer", "Publish", "publish/")

    public = small.anybody.reads("/published/elsewhere/")
    assert "Not agreed with government" in public
    assert "Agreed with government" not in public
    assert "Government has not agreed it" in public
    pdf = Rendering.objects.get(stage="local")
    assert (pdf.state, pdf.words) == ("done", "Published by the place, not agreed")
    answer = small.anybody.gets("/published/elsewhere/strategy.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer).startswith(b"%PDF-")

    small.do("officer", "Take it down", "unpublish/", because="A slip in a figure.")
    assert small.anybody.gets("/published/elsewhere/").status_code == 404
    assert "No strategy" in small.anybody.reads("/published/")


@pytest.fixture
def authority(db):
    """A combined authority, its mayor, and two partnerships with their chairs."""
    place = PlaceFactory(kind=Place.Kind.MCA, name="Avonmere", slug="avonmere")
    lead = a_person(Role.AREA_LEAD, place)
    people = {"lead": lead, "anybody": None}
    for slug in ("core", "downs"):
        partnership = PlaceFactory(name=slug.title(), slug=slug)
        RelationFactory(source=partnership, target=place)
        MembershipFactory(user=lead, place=partnership, role=Role.AREA_LEAD)
        people[slug] = a_person(Role.APPROVER, partnership)
    officer = a_person(Role.OFFICER, place)
    strategy = outline.begin(place, title="Avonmere", end_year=2040, by=officer)
    mayor = a_person(Role.APPROVER, place)
    return Journey(strategy, officer=officer, mayor=mayor, **people)


def test_an_authority_needs_the_support_of_both_its_partnerships(authority):
    authority.do("officer", "Save", "parts/foreword/edit/", text="The mayor’s words.")
    authority.takes("officer", "ask_for_approval", "Ask for approval")
    authority.takes("mayor", "approve", "Approve")
    assert "Core LEP has not recorded" in authority.is_refused("officer", "submit")
    for slug in ("core", "downs"):
        accepts(authority.lead, slug)
    authority.takes("officer", "submit", "Submit to government")
    authority.do("lead", "Start reading", "review/")
    authority.finds_everything_shown()

    assert "Core LEP has not recorded its support" in authority.is_refused(
        "lead", "agree"
    )
    authority.do("core", "Record", "support/", note="Gladly.")
    words = authority.is_refused("lead", "agree")
    assert "Downs LEP has not recorded its support" in words
    assert "Core LEP has not" not in words
    authority.do("downs", "Record", "support/")
    authority.is_agreed()

    assert Support.objects.count() == 2


def accepts(lead, slug):
    """The Area Lead records that the partnership has accepted the review."""
    day = timezone.localdate()
    lead.presses(
        "Record",
        f"/places/{slug}/conditions/add/",
        criterion="LR-1",
        accepted_on_day=str(day.day),
        accepted_on_month=str(day.month),
        accepted_on_year=str(day.year),
        file=files.paper("response.pdf", "We accept every recommendation."),
    )
