"""A country to be let into: the same people at five places, each place at another status.

Every strategy went its way through `perform`, and unique words are planted wherever
something is not for everybody: `word("draft", "shared")` stands in the working draft of
the place called “shared” and nowhere else. One more place, Northmark, has nothing to do
with these people. Built once for a module of tests, and rolled back after it.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from evidence import opening, register
from evidence.models import Import, Indicator, Item
from office.models import Mail
from office.uploads import KINDS, CheckedFile
from people import invitations
from people.models import Invitation, Place, ReviewCondition, Role, User
from people.models.invitation import token_hash
from reviews import publishing, reading
from reviews.models import Consultation, Export, Point
from reviews.workflow import MOVES, perform
from strategies import drafting, outline, prospectus, records, versions
from strategies.models import ChecklistAnswer, Commitment, FinanceStatement, Strategy
from tests.conftest import PLAIN_STORAGES
from tests.factories import (
    ContributorFactory,
    ConversationFactory,
    ImportantDateFactory,
    IndicatorFactory,
    ItemFileFactory,
    MembershipFactory,
    ObservationFactory,
    PlaceFactory,
    RelationFactory,
    UserFactory,
)
from tests.strategies.chosen import (
    a_chart,
    a_figure,
    a_finding,
    a_measure,
    a_picture,
    a_priority,
    an_action,
)
from tests.strategies.small import FOLDER
from tests.strategies.written import write

PEOPLE = (
    "out", "officer", "contributor", "approver", "reader", "supporter",
    "lead", "reviewer", "circulated", "admin", "other",
)  # fmt: skip
AT_THE_PLACE = {
    "officer": Role.OFFICER,
    "contributor": Role.CONTRIBUTOR,
    "approver": Role.APPROVER,
    "reader": Role.READER,
    "lead": Role.AREA_LEAD,
    "reviewer": Role.REVIEWER,
    "circulated": Role.REVIEWER,
    "colleague": Role.OFFICER,
}
STATUSES = ("drafting", "shared", "submitted", "agreed", "published")
PLACES = (*STATUSES, "northmark")
SENT = ("submitted", "agreed", "published")
EDITION = "open-2030"
PART = "what-we-see"
PLACED = "[[figure:F1]]"
LOGIN = "/accounts/login/"
TOKEN = "the-link-that-was-sent"


def word(kind: str, place: str) -> str:
    """The word planted for this kind of thing at this place, found nowhere else."""
    return f"zq{kind}zq{place}zq"


@dataclass(frozen=True)
class Answer:
    """A reply, without all that the test client hangs on it."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str:
        """Its status; “in” for being sent to sign in, “go” for being sent on."""
        if self.status != 302:
            return str(self.status)
        return "in" if self.headers["Location"].startswith(LOGIN) else "go"


@dataclass
class World:
    """The people by what they are, the places by how they stand, and who is signed in."""

    people: dict[str, User] = field(default_factory=dict)
    strategies: dict[str, Strategy] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    files: Path = Path()
    browser: Client = field(
        default_factory=lambda: Client(raise_request_exception=False)
    )
    numbers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def sign_in(self) -> None:
        """Keep each person's session, so that it can be used for every request anew."""
        for who in PEOPLE[1:]:
            client = Client()
            client.force_login(self.people[who])
            self.sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def client(self, who: str, **options: Any) -> Client:
        client = Client(**options)
        self.greet(client, who)
        return client

    def greet(self, client: Client, who: str) -> None:
        """Let this person sit down before the browser, whoever sat there before."""
        client.cookies.clear()
        if who in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]

    def ask(
        self, who: str, method: str, path: str, data: Any = None, **options: Any
    ) -> Answer:
        """What this person is answered; whatever the request changed is undone."""
        with transaction.atomic():
            answer = self.does(who, method, path, data, **options)
            transaction.set_rollback(True)
        return answer

    def does(
        self, who: str, method: str, path: str, data: Any = None, **options: Any
    ) -> Answer:
        """The same, for good."""
        self.greet(self.browser, who)
        response = getattr(self.browser, method.lower())(path, data, **options)
        body = b"".join(response) if response.streaming else response.content
        return Answer(response.status_code, dict(response.headers), body)


def build() -> World:
    """Everybody first, because a person's roles are read once; then what they did."""
    world = World()
    for who in (*AT_THE_PLACE, "supporter", "other", "neighbour", "admin"):
        world.people[who] = UserFactory(
            name=f"{who.title()} {word('name', who)}",
            slug=who,
            email=f"{who}@example.org",
            is_administrator=who == "admin",
        )
    _places(world)
    for key in STATUSES:
        _strategy_of(Place.objects.get(slug=key), world, by="officer")
    _strategy_of(Place.objects.get(slug="northmark"), world, by="other")
    _lead_on(world)
    ImportantDateFactory(scope="national", place=None, key="national")
    _condition(world)
    _open_evidence(world)
    _invite(world)
    _work_off(world)
    world.sign_in()
    return world


def _places(world: World) -> None:
    """Authorities, the LEP that supports them, a LEP of the same people, Northmark."""
    fellside = PlaceFactory(name="Fellside", slug="fellside")
    MembershipFactory(
        user=world.people["supporter"], place=fellside, role=Role.APPROVER
    )
    for status in STATUSES:
        place = PlaceFactory(kind="MCA", name=status.title(), slug=status)
        RelationFactory(source=fellside, target=place)
        _people_of(place, world)
    _people_of(PlaceFactory(name="Carrow", slug="carrow"), world)
    northmark = PlaceFactory(kind="MCA", name="Northmark", slug="northmark")
    for who, role in (("other", Role.OFFICER), ("neighbour", Role.READER)):
        MembershipFactory(user=world.people[who], place=northmark, role=role)


def _people_of(place: Place, world: World) -> None:
    for who, role in AT_THE_PLACE.items():
        MembershipFactory(user=world.people[who], place=place, role=role)


def _strategy_of(place: Place, world: World, *, by: str) -> None:
    """Evidence, text with an earlier and a frozen state, records, an answer, a date."""
    key, who = place.slug, world.people[by]
    _evidence_of(place, who)
    strategy = outline.begin(
        place, title=word("title", key), end_year=2035, by=who, edition_key=EDITION
    )
    world.strategies[key] = strategy
    write(strategy, PART, f"First {word('earlier', key)}.", who)
    versions.freeze(strategy, "board", by=who, note=word("board", key))
    write(strategy, PART, f"Then {word('frozen', key)} [@E01] [@E02].\n\n{PLACED}", who)
    part = strategy.parts.get(key=PART)
    aside = drafting.save(part, word("aside", key), base=1, by=who).aside
    named = [world.people["contributor"]]
    outline.name_contributors(part, named, revision=part.revision, by=who)
    a_finding(strategy, who, title=word("finding", key), evidence=["E01"])
    priority = a_priority(strategy, who, title=word("priority", key))
    an_action(priority, who, title=word("action", key), funding_source="allocation")
    a_measure(strategy, who, title=word("measure", key))
    chart = a_picture(strategy, who)
    shown = {"alternative": "A square in one colour", "enclosure": chart}
    a_figure(strategy, who, title=word("figure", key), **shown)
    a_chart(strategy, who)
    _promises_of(strategy, who)
    gone = a_finding(strategy, who, title=word("removed", key))
    records.remove(gone, by=who)
    added = outline.add_part(strategy, section="story", title="Gone", by=who)
    write(strategy, added.key, f"Once {word('gone', key)}.", who)
    added.refresh_from_db()
    outline.remove(added, base=added.base, revision=added.revision, by=who)
    ChecklistAnswer.objects.create(
        strategy=strategy, criterion="GP-1", claim=word("claim", key), changed_by=who
    )
    ImportantDateFactory(
        place=place, strategy=strategy, title=word("date", key), key=f"date-{key}"
    )
    _asking_of(strategy, who)
    world.numbers[key] = {
        "p": key,
        "stated": 1,
        "block": part.revisions.get(number=1).blocks[0]["id"],
        "today": f"{timezone.localdate():on_day=%d&on_month=%m&on_year=%Y}",
        "file": place.evidence.get(ref="E01").files.get().pk,
        "aside": aside.number,
        "figure": place.observations.get(item__ref="E01").pk,
        "secret": place.evidence.get(ref="E02").files.get().pk,
        "helped": ContributorFactory(place=place, name=word("helped", key)).pk,
        "talk": ConversationFactory(place=place, title=word("talk", key)).pk,
    }


def _asking_of(strategy: Strategy, by: User) -> None:
    """Questions that anyone may answer, but at Northmark, and what one person said."""
    key = strategy.place.slug
    asked = Consultation.objects.create(
        strategy=strategy,
        place=strategy.place,
        slug=f"ask-{key}",
        title="What do you think?",
        opens_on=timezone.localdate(),
        closes_on=timezone.localdate(),
        created_by=by,
        published_at=None if key == "northmark" else timezone.now(),
    )
    asked.responses.create(number=1, answers={"0": word("answer", key)})


def _promises_of(strategy: Strategy, by: User) -> None:
    """One with a neighbour, not proposed to it; and one with a department."""
    title = word("commitment", strategy.place.slug)
    carrow = Place.objects.get(slug="carrow")
    for voice in (
        {"voice": "neighbour", "neighbour": carrow},
        {"voice": "department", "department": "works"},
    ):
        records.add(Commitment(strategy=strategy, title=title, **voice), by=by)


def _evidence_of(place: Place, by: User) -> None:
    key = place.slug
    for kind in ("evidence", "line", "withdrawn", "uncited"):
        item = Item(place=place, title=word(kind, key), address="https://example.org/")
        if kind == "line":
            item.is_restricted = True
            item.restricted_because = item.note = word("restricted", key)
        register.add(item, by=by)
        ItemFileFactory(item=item, name=f"{word('restricted', key)}.csv" if item.is_restricted else "figures.csv")  # fmt: skip
        if kind == "withdrawn":
            register.withdraw(item, by=by, because="Out of date")
        if kind in ("evidence", "line"):
            _figure_of(item)
    _import_of(place, by)


def _figure_of(item: Item) -> None:
    """One figure behind it; of the restricted item nobody else may read that."""
    known = Indicator.objects.filter(key="ZQ_RATE").first()
    ObservationFactory(
        place=item.place,
        indicator=known or IndicatorFactory(key="ZQ_RATE"),
        item=item,
        breakdown=item.restricted_because,
    )


def _import_of(place: Place, by: User) -> None:
    """A file of figures that was read, and waits to be looked at."""
    Import.objects.create(
        place=place,
        number=1,
        name=f"{word('import', place.slug)}.csv",
        kind="csv",
        size=1,
        stage="preview",
        state="done",
        shape="other",
        found={"headers": ["year"], "examples": [["2017"]], "counts": {"new": 1}},
        asked_by=by,
    )


def _lead_on(world: World) -> None:
    """Each strategy to where its place's name says that it stands."""
    outline.share_with_area_lead(
        world.strategies["shared"], shared=True, by=world.people["officer"]
    )
    for key in SENT:
        _submit(world, key)
        _review(world, key)
    for key in ("agreed", "published"):
        _agree(world, key)
    strategy = world.strategies["published"]
    publishing.publish(
        strategy,
        strategy.agreement.version,
        date(2026, 11, 3),
        by=world.people["admin"],
    )
    for key in PLACES:
        world.strategies[key].refresh_from_db()


def _submit(world: World, key: str) -> None:
    take(world, key, "ask_for_approval", "officer", note=word("asknote", key))
    minute = CheckedFile(
        ContentFile(b"%PDF-1.7", "minute.pdf"), "minute.pdf", KINDS["pdf"]
    )
    facts = {"board": "The board", "decided_on": date(2026, 11, 1), "minute": minute}
    take(world, key, "approve", "colleague", **facts)
    take(world, key, "submit", "officer", note=word("submitnote", key))
    _state(world, key)
    write(
        world.strategies[key],
        PART,
        f"Then {word('frozen', key)} [@E01] [@E02]. Now {word('since', key)}.\n\n{PLACED}",
        world.people["officer"],
    )


def _state(world: World, key: str) -> None:
    """What the finance officer said of the version that was submitted."""
    strategy = Strategy.objects.get(slug=key)
    stated = FinanceStatement.objects.create(
        version=strategy.in_question,
        name="Frances Penny",
        post="Section 151 Officer",
        made_on=date(2026, 11, 1),
        text="No proposal needs new funding.",
        enclosure=strategy.enclosures.first(),
        recorded_by=world.people["officer"],
    )
    world.numbers[key]["stated"] = stated.pk


def _review(world: World, key: str) -> None:
    """A point sent and replied to, one unsent, one proposed, and something found."""
    lead, strategy = world.people["lead"], world.strategies[key]
    round_ = strategy.rounds.get()
    reading.start(round_, by=lead)
    reviewer = world.people["circulated"]
    reading.circulate(round_, [reviewer], date(2027, 1, 1), by=lead)
    for kind, by in (("sent", lead), ("unsent", lead), ("proposed", reviewer)):
        point = Point(
            strategy=strategy, round=round_, part_key=PART,
            level="should", text=word(kind, key),
        )  # fmt: skip
        reading.raise_point(point, by=by)
    sent = strategy.points.get(number=1)
    reading.send([sent], by=lead)
    reading.reply(sent, word("reply", key), by=world.people["officer"])
    for criterion in strategy.edition.judged("MCA"):
        reading.judge(
            round_, criterion.id, "shown", word("judged", key), base=0, by=lead
        )


def _agree(world: World, key: str) -> None:
    version = Strategy.objects.get(slug=key).in_question
    version.supports.create(
        place=Place.objects.get(slug="fellside"), by=world.people["supporter"]
    )
    facts = {"decided_by": "The Secretary of State", "decided_on": date(2026, 11, 2)}
    take(world, key, "agree", "lead", **facts)


def take(world: World, key: str, verb: str, who: str, note: str = "", **facts) -> None:
    strategy = Strategy.objects.get(slug=key)
    perform(
        MOVES[verb],
        strategy,
        by=world.people[who],
        note=note,
        version=strategy.in_question.number if strategy.in_question else None,
        facts=facts,
    )


def _condition(world: World) -> None:
    """What only LEPs have: a condition of the invitation, met."""
    ReviewCondition.objects.create(
        place=Place.objects.get(slug="carrow"),
        criterion="LR-1",
        accepted_on=date(2018, 10, 31),
        note=word("condition", "carrow"),
        file=ContentFile(b"%PDF-1.7", "paper.pdf"),
        file_name="paper.pdf",
        content_type="application/pdf",
        by=world.people["lead"],
    )


def _open_evidence(world: World) -> None:
    """Of one place anyone may read what it rests on."""
    carrow, officer = Place.objects.get(slug="carrow"), world.people["officer"]
    item = Item(place=carrow, title=word("open", "carrow"), licence="OGL v3.0")
    register.add(item, by=officer)
    file = ItemFileFactory(item=item)
    opening.make_public(carrow, opening.choice(carrow, None), why="", by=officer)
    for numbers in world.numbers.values():
        numbers["open"] = file.pk


def _invite(world: World) -> None:
    """One to each place, with a link to follow, and one to administer the portal."""
    asked = invitations.Invitee("new-admin@example.org", "New Admin")
    invitations.invite(asked, by=world.people["admin"])
    administers = Invitation.objects.get(place=None)
    for key in PLACES:
        name = f"New {word('invited', key)}"
        place = Place.objects.get(slug=key)
        asked = invitations.Invitee(f"{key}@example.org", name, place, Role.READER)
        invitations.invite(asked, by=world.people["admin"])
        sent = Invitation.objects.get(place=place)
        world.numbers[key] |= {"invitation": sent.pk, "administers": administers.pk}
    sent.token_hash = token_hash(TOKEN)
    sent.save()


def _work_off(world: World) -> None:
    """One PDF of each sort and an export, as a worker would have made them by now."""
    strategy, admin = world.strategies["published"], world.people["admin"]
    made = [
        strategy.agreement.version.renderings.get(stage="agreed"),
        versions.request_draft(world.strategies["shared"], by=admin),
        Export.objects.create(asked_by=admin, chosen_by="All agreed strategies"),
    ]
    made[-1].strategies.set([strategy])
    for job in made:
        job.work()
        type(job).objects.filter(pk=job.pk).update(state="done")
    for numbers in world.numbers.values():
        mail = Mail.objects.filter(to=world.people["lead"]).first()
        numbers |= {"export": made[-1].pk, "token": TOKEN, "mail": mail.pk}


def _edition(folder: Path) -> Path:
    """The small edition of the tests, with no gate before agreement."""
    words = (FOLDER / "small-2030.toml").read_text()
    words = words.replace('key = "small-2030"', f'key = "{EDITION}"')
    (folder / "open.toml").write_text(words.replace('gate = "submit"\n', ""))
    return folder


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world, and the settings it was built with, for all tests of a module."""
    files = tmp_path_factory.mktemp("files")
    here = override_settings(
        STORAGES=PLAIN_STORAGES,
        MEDIA_ROOT=files,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CACHES={
            "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        },
        DEMO=True,
    )
    usual = settings.PROSPECTUS_FOLDERS
    with django_db_blocker.unblock(), here:
        prospectus.load([*usual, _edition(tmp_path_factory.mktemp("editions"))])
        with transaction.atomic():
            made = build()
            made.files = files
            yield made
            transaction.set_rollback(True)
        prospectus.load(usual)


@pytest.fixture
def world(built, db, settings):
    """The world, with its files where it left them; what a test changes is undone."""
    settings.MEDIA_ROOT = built.files
    settings.DEMO = True
    return built
