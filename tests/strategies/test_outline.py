"""Beginning a strategy, and changing what it is made of."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from evidence.models import Disclosure, Item
from office import ledger
from people.models import Place, Relation, Role, User
from strategies import beginning, drafting, outline, prospectus
from strategies.drafting import Locked
from strategies.models import Part, Status, Strategy
from strategies.outline import AlreadyWriting, Stale, StaleTitle
from tests.factories import (
    ItemFactory,
    MembershipFactory,
    PlaceFactory,
    RelationFactory,
    a_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(strategy):
    return strategy.parts.get(key="ideas")


def told(strategy):
    entries = ledger.entries(ledger.strategy_chain(strategy.pk))
    return [(entry.verb, entry.subject) for entry in entries]


def keys(strategy, section):
    parts = strategy.parts.live().filter(section=section)
    return [part.key for part in parts]


def test_a_strategy_begins_with_every_part_of_the_edition_in_order(strategy):
    edition = prospectus.edition(prospectus.CURRENT)

    assert [part.key for part in strategy.parts.all()] == [
        part.key for part in edition.parts
    ]
    assert (strategy.status, strategy.slug) == (Status.DRAFTING, "marlshire")
    assert told(strategy) == [("began", "Marlshire first")]


def test_the_words_of_the_edition_are_those_it_began_under(strategy):
    assert strategy.edition_key == prospectus.CURRENT
    assert strategy.parts.get(key="ideas").title == "Ideas"


def test_a_place_writes_one_strategy_at_a_time(place, strategy, officer):
    with pytest.raises(AlreadyWriting) as refused:
        outline.begin(place, title="Another", end_year=None, by=officer)

    assert refused.value.strategy == strategy
    assert Strategy.objects.count() == 1


def test_after_one_is_agreed_another_gets_an_address_of_its_own(
    place, strategy, officer
):
    Strategy.objects.update(status=Status.AGREED)

    again = outline.begin(place, title="Marlshire second", end_year=None, by=officer)

    assert again.slug == "marlshire-2"


def test_no_strategy_takes_a_reserved_address(officer):
    place = PlaceFactory(slug="add")

    begun = outline.begin(place, title="Add", end_year=None, by=officer)

    assert begun.slug == "add-2"


def test_an_officer_begins_for_their_places_that_are_free(officer, strategy):
    free = PlaceFactory(name="Free")
    covered = PlaceFactory(name="Covered")
    leader = PlaceFactory(name="Avonmere", kind=Place.Kind.MCA)
    RelationFactory(source=leader, kind=Relation.Kind.LEADS, target=covered)
    for one in (free, covered, PlaceFactory(kind=Place.Kind.GROUP)):
        MembershipFactory(user=officer, place=one, role=Role.OFFICER)
    MembershipFactory(user=officer, place=PlaceFactory(), role=Role.READER)

    choice = beginning.places_to_begin_for(User.objects.get(pk=officer.pk))

    assert choice.free == [free]
    assert choice.covered == [(covered, leader)]
    assert choice.writing == [strategy]


def test_title_and_end_year_are_changed_and_told(strategy, officer):
    outline.describe(strategy, title="New", end_year=None, revision=1, by=officer)

    strategy.refresh_from_db()
    assert (strategy.title, strategy.end_year, strategy.revision) == ("New", None, 2)
    assert told(strategy)[-1][0] == "described"


def test_a_stale_title_changes_nothing(strategy, officer):
    outline.describe(strategy, title="Theirs", end_year=None, revision=1, by=officer)

    with pytest.raises(StaleTitle) as stale:
        outline.describe(strategy, title="Mine", end_year=None, revision=1, by=officer)

    assert stale.value.now.title == "Theirs"
    assert Strategy.objects.get().title == "Theirs"


def test_the_same_title_again_has_no_effect(strategy, officer):
    for _ in range(20):
        outline.describe(strategy, title="New", end_year=None, revision=1, by=officer)

    assert [verb for verb, _ in told(strategy)] == ["began", "described"]


def test_sharing_lets_the_area_lead_read_the_evidence_until_it_ends(strategy, officer):
    ItemFactory(place=strategy.place)
    lead = a_person(Role.AREA_LEAD, strategy.place)

    outline.share_with_area_lead(strategy, True, by=officer)
    assert Item.objects.visible_to(lead).count() == 1
    assert Part.objects.visible_to(lead).exists()

    outline.share_with_area_lead(strategy, False, by=officer)
    assert not Item.objects.visible_to(lead).exists()
    assert not Part.objects.visible_to(lead).exists()
    assert [verb for verb, _ in told(strategy)] == [
        "began",
        "shared_draft",
        "stopped_sharing_draft",
    ]


def test_sharing_twice_has_one_effect(strategy, officer):
    for _ in range(20):
        outline.share_with_area_lead(strategy, True, by=officer)

    assert Disclosure.objects.count() == 1
    assert len(told(strategy)) == 2


def test_stopping_leaves_what_was_disclosed_for_another_reason(strategy, officer):
    other = Disclosure.objects.create(
        place=strategy.place, audience="area_lead", why="Submitted with version 1"
    )
    outline.share_with_area_lead(strategy, True, by=officer)
    outline.share_with_area_lead(strategy, False, by=officer)

    other.refresh_from_db()
    assert other.until is None


def test_a_part_of_the_places_own_comes_last_in_its_section(strategy, officer):
    part = outline.add_part(strategy, section="opening", title="Our coast", by=officer)

    assert keys(strategy, "opening") == ["foreword", "summary", "our-coast"]
    assert part.spec is None
    assert told(strategy)[-1] == ("part_added", "Our coast")


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Ideas", "ideas-2"),
        ("Add", "add-2"),
        ("Import", "import-2"),
        ("海岸", "part"),
        ("x" * 200, "x" * 50),
    ],
)
def test_every_part_has_an_address_of_its_own(strategy, officer, title, key):
    part = outline.add_part(strategy, section="focus", title=title, by=officer)

    assert part.key == key


def test_a_removed_parts_address_is_not_given_again(strategy, officer):
    first = outline.add_part(strategy, section="focus", title="Coast", by=officer)
    outline.remove(first, base=0, revision=1, by=officer)

    assert (
        outline.add_part(strategy, section="focus", title="Coast", by=officer).key
        == "coast-2"
    )


def test_a_renamed_part_keeps_its_key_and_text(part, officer):
    drafting.save(part, "Words.", base=0, by=officer)

    outline.rename(part, "New ideas", revision=1, by=officer)

    part.refresh_from_db()
    assert (part.title, part.key, part.text) == ("New ideas", "ideas", "Words.\n")
    assert told(part.strategy)[-1] == ("part_renamed", "New ideas")


def test_a_stale_name_changes_nothing(part, officer):
    outline.rename(part, "Theirs", revision=1, by=officer)

    with pytest.raises(Stale):
        outline.rename(part, "Mine", revision=1, by=officer)

    assert Part.objects.get(pk=part.pk).title == "Theirs"


def test_the_same_name_again_has_no_effect(part, officer):
    for _ in range(20):
        outline.rename(part, "New ideas", revision=1, by=officer)

    assert len(told(part.strategy)) == 2


def test_parts_move_up_and_down_within_their_section(strategy, officer):
    summary = strategy.parts.get(key="summary")

    outline.move(summary, up=True, revision=1, by=officer)
    assert keys(strategy, "opening") == ["summary", "foreword"]

    outline.move(summary, up=False, revision=2, by=officer)
    assert keys(strategy, "opening") == ["foreword", "summary"]


def test_the_first_part_stays_first(strategy, officer):
    foreword = strategy.parts.get(key="foreword")

    outline.move(foreword, up=True, revision=1, by=officer)

    assert keys(strategy, "opening") == ["foreword", "summary"]


def test_twenty_identical_moves_have_one_effect(strategy, officer):
    places = strategy.parts.get(key="places")
    outline.move(places, up=True, revision=1, by=officer)
    before = keys(strategy, "focus")

    for _ in range(19):
        with pytest.raises(Stale):
            outline.move(places, up=True, revision=1, by=officer)

    assert keys(strategy, "focus") == before


def test_a_removed_part_comes_back_where_it_stood(strategy, part, officer):
    before = keys(strategy, "focus")

    outline.remove(part, base=0, revision=1, by=officer)
    assert "ideas" not in keys(strategy, "focus")

    outline.bring_back(part, by=officer)
    assert keys(strategy, "focus") == before
    assert [verb for verb, _ in told(strategy)][-2:] == [
        "part_removed",
        "part_brought_back",
    ]


def test_a_part_brought_back_never_stands_on_another(strategy, officer):
    summary = strategy.parts.get(key="summary")
    outline.remove(summary, base=0, revision=1, by=officer)
    outline.add_part(strategy, section="opening", title="New", by=officer)
    outline.bring_back(summary, by=officer)

    orders = [part.order for part in strategy.parts.all()]
    assert len(orders) == len(set(orders))


def test_a_text_written_since_stops_a_removal(part, officer):
    drafting.save(part, "Words.", base=0, by=officer)

    with pytest.raises(Stale):
        outline.remove(part, base=0, revision=1, by=officer)

    assert Part.objects.get(pk=part.pk).removed_at is None


def test_removing_and_bringing_back_twice_have_one_effect(strategy, part, officer):
    for _ in range(20):
        outline.remove(part, base=0, revision=1, by=officer)
    for _ in range(20):
        outline.bring_back(part, by=officer)

    assert len(told(strategy)) == 3


def test_ready_is_said_once(part, officer):
    for _ in range(20):
        outline.mark_ready(part, True, base=0, revision=1, by=officer)

    part.refresh_from_db()
    assert (part.is_ready, part.revision) == (True, 2)
    assert told(part.strategy)[-1] == ("part_ready", "Ideas")


@pytest.mark.parametrize(("base", "revision"), [(0, 1), (1, 9)])
def test_a_stale_ready_changes_nothing(part, officer, base, revision):
    drafting.save(part, "Words.", base=0, by=officer)

    with pytest.raises(Stale):
        outline.mark_ready(part, True, base=base, revision=revision, by=officer)

    assert not Part.objects.get(pk=part.pk).is_ready


def test_a_named_contributor_marks_their_part_ready(part):
    person = a_person(Role.CONTRIBUTOR, part.strategy.place)
    part.contributors.add(person)

    assert outline.mark_ready(part, True, base=0, revision=1, by=person).is_ready


def test_who_may_not_write_may_not_mark_ready(part):
    person = a_person(Role.CONTRIBUTOR, part.strategy.place)

    with pytest.raises(PermissionDenied):
        outline.mark_ready(part, True, base=0, revision=1, by=person)


def test_only_contributors_of_the_place_are_named(part, officer):
    ours = a_person(Role.CONTRIBUTOR, part.strategy.place, name="Con Brook")
    other = a_person(Role.CONTRIBUTOR, PlaceFactory())

    outline.name_contributors(part, [ours, other], revision=1, by=officer)

    assert list(part.contributors.all()) == [ours]
    assert told(part.strategy)[-1] == ("part_contributors", "Ideas")


def test_a_stale_naming_changes_nothing(part, officer):
    ours = a_person(Role.CONTRIBUTOR, part.strategy.place)
    outline.rename(part, "New ideas", revision=1, by=officer)

    with pytest.raises(Stale):
        outline.name_contributors(part, [ours], revision=1, by=officer)

    assert not part.contributors.exists()


def test_naming_twice_has_one_effect(part, officer):
    ours = a_person(Role.CONTRIBUTOR, part.strategy.place)

    for _ in range(20):
        outline.name_contributors(part, [ours], revision=1, by=officer)

    assert len(told(part.strategy)) == 2


ACTS = {
    "describe": lambda p, by: outline.describe(
        p.strategy, title="x", end_year=None, revision=1, by=by
    ),
    "share": lambda p, by: outline.share_with_area_lead(p.strategy, True, by=by),
    "add": lambda p, by: outline.add_part(
        p.strategy, section="focus", title="x", by=by
    ),
    "rename": lambda p, by: outline.rename(p, "x", revision=1, by=by),
    "move": lambda p, by: outline.move(p, up=True, revision=1, by=by),
    "remove": lambda p, by: outline.remove(p, base=0, revision=1, by=by),
    "bring back": lambda p, by: outline.bring_back(p, by=by),
    "ready": lambda p, by: outline.mark_ready(p, True, base=0, revision=1, by=by),
    "name": lambda p, by: outline.name_contributors(p, [], revision=1, by=by),
}


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_changed_once_it_is_closed(part, officer, act):
    Strategy.objects.update(status=Status.AGREED)

    with pytest.raises(Locked):
        ACTS[act](part, officer)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [Role.APPROVER, Role.READER, Role.AREA_LEAD])
def test_only_officers_change_the_outline(part, act, role):
    person = a_person(role, part.strategy.place)

    with pytest.raises(PermissionDenied):
        ACTS[act](part, person)


def test_who_was_an_officer_yesterday_changes_nothing(part, officer):
    membership = officer.memberships.get()
    membership.since -= timedelta(days=9)
    membership.until = membership.since + timedelta(days=5)
    membership.save()

    with pytest.raises(PermissionDenied):
        outline.rename(part, "x", revision=1, by=User.objects.get(pk=officer.pk))


def test_a_removed_part_is_not_marked_ready(part, officer):
    outline.remove(part, base=0, revision=1, by=officer)

    with pytest.raises(Locked):
        outline.mark_ready(part, True, base=0, revision=2, by=officer)


def test_a_strategy_begun_after_a_closed_one_remembers_which_it_follows(
    strategy, officer
):
    Strategy.objects.filter(pk=strategy.pk).update(status="agreed")

    after = outline.begin(strategy.place, title="After it", end_year=None, by=officer)

    assert after.follows == strategy
    assert after.slug != strategy.slug
