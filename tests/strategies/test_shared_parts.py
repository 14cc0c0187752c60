"""A part that two places print, and a part that another place may read."""

import pytest
from django.urls import reverse

from evidence.models import Item
from office.models import Mail
from people.models import Role
from strategies import drafting, outline, sharing_parts, showing_parts
from strategies.models import Part, Revision, SharedPart
from tests.factories import ItemFactory, PlaceFactory, a_person
from tests.strategies.pages import queries, said
from tests.strategies.written import write

TEXT = "We share a railway [@E01].\n\nAnd a coast."


@pytest.fixture
def northmark(db):
    return PlaceFactory(name="Northmark", slug="northmark")


@pytest.fixture
def nell(northmark):
    return a_person(Role.OFFICER, northmark, name="Nell Hardcastle")


@pytest.fixture
def theirs(northmark, nell):
    return outline.begin(northmark, title="Northmark", end_year=None, by=nell)


@pytest.fixture
def owned(strategy, officer, place):
    """A part with a text that can be offered."""
    ItemFactory(place=place, number=1, title="Rail use", publisher="ORR")
    write(strategy, "across-boundaries", TEXT, officer)
    return fresh(strategy.parts.get(key="across-boundaries"))


@pytest.fixture
def shared(owned, northmark, officer, nell):
    return sharing_parts.share(owned, northmark, by=officer)


def fresh(part):
    return Part.objects.select_related("strategy__place", "latest").get(pk=part.pk)


def accepted(shared, into, by, where="collaboration"):
    number = sharing_parts.waiting(shared).number
    part = sharing_parts.accept(shared, number, where=where, into=into, by=by)
    shared.refresh_from_db()
    return fresh(part)


def page_of(client, who, owned):
    client.force_login(who)
    url = reverse("strategies:shared_part", args=[owned.strategy.slug, owned.key])
    return client.get(url)


def test_an_offered_text_is_read_and_nothing_saved_since(
    client, shared, owned, nell, officer
):
    write(owned.strategy, owned.key, "Not yet for you.", officer)

    words = said(page_of(client, nell, owned))

    assert "And a coast." in words
    assert "Rail use" in words
    assert "Not yet for you" not in words
    assert "nell" not in words.lower() or "offers you" not in words


def test_to_everybody_else_it_does_not_exist(client, shared, owned):
    stranger = a_person(Role.OFFICER, PlaceFactory())

    assert page_of(client, stranger, owned).status_code == 404


def test_accepting_makes_a_new_part_of_the_same_words(shared, theirs, nell):
    part = accepted(shared, theirs, nell)

    assert part.strategy == theirs
    assert part.section == "collaboration"
    assert part.text.startswith("We share a railway [@E01].")
    assert part.latest.kind == Revision.Kind.SHARED
    assert shared.taken_as == part


def test_what_it_cites_is_cited_by_the_numbers_of_the_other_place(
    shared, theirs, nell, northmark
):
    ItemFactory(place=northmark, number=1, title="Something else")

    part = accepted(shared, theirs, nell)

    assert "[@E02]" in part.text
    added = Item.objects.get(place=northmark, ref="E02")
    assert (added.title, added.publisher) == ("Rail use", "ORR")
    assert added.note == "Held by Marlshire LEP as E01."


def test_a_source_that_both_have_is_not_added_twice(
    shared, owned, theirs, nell, officer
):
    accepted(shared, theirs, nell)
    write(owned.strategy, owned.key, f"{TEXT}\n\nAnd more.", officer)
    sharing_parts.offer(reread(shared), by=officer)

    part = accepted(shared, theirs, nell, where=fresh(shared.taken_as))

    assert part.text.endswith("And more.\n") or part.text.endswith("And more.")
    assert Item.objects.filter(place=shared.place).count() == 1


def reread(shared):
    return SharedPart.objects.select_related(
        "part__strategy__place", "part__latest", "place"
    ).get(pk=shared.pk)


def test_what_is_restricted_stays_a_title(
    strategy, owned, northmark, theirs, nell, officer
):
    Item.objects.update(
        is_restricted=True, restricted_because="Firms’ own figures", note="Secret"
    )
    shared = sharing_parts.share(owned, northmark, by=officer)

    accepted(shared, theirs, nell)

    copied = Item.objects.get(place=northmark)
    assert copied.is_restricted
    assert (copied.publisher, copied.note, copied.address) == ("", "", "")


def test_the_text_that_stood_before_stays_in_the_history(shared, theirs, nell):
    write(theirs, "consultation", "Our own words.", nell)

    part = accepted(
        shared, theirs, nell, where=fresh(theirs.parts.get(key="consultation"))
    )

    assert [row.kind for row in part.revisions.all()] == ["shared", "saved"]
    assert part.revisions.get(number=1).text.strip() == "Our own words."


def test_a_taken_part_is_not_written_and_says_the_way_out(client, shared, theirs, nell):
    part = accepted(shared, theirs, nell)
    client.force_login(nell)
    url = reverse("strategies:part_edit", args=[theirs.slug, part.key])

    read = client.get(url)
    sent = client.post(url, {"text": "Mine", "base": part.base})
    asked = client.post(
        url, {"text": "Mine", "base": part.base}, headers={"accept": "application/json"}
    )

    assert (read.status_code, sent.status_code, asked.status_code) == (403, 403, 423)
    assert "stop sharing" in said(read)
    assert "Mine" in said(sent)
    with pytest.raises(drafting.Taken):
        drafting.save(fresh(part), "Mine", base=part.base, by=nell)


def test_after_the_end_of_sharing_each_place_writes_its_own(
    client, shared, owned, theirs, nell
):
    part = accepted(shared, theirs, nell)
    client.force_login(nell)

    client.post(
        reverse("strategies:shared_part_stop", args=[owned.strategy.slug, owned.key])
    )

    write(theirs, part.key, "Now ours.", nell)
    assert fresh(part).text.strip() == "Now ours."
    assert page_of(client, nell, owned).status_code == 404


def test_a_text_is_declined_with_a_reason_that_its_owner_reads(
    client, shared, owned, nell, officer
):
    client.force_login(nell)
    args = [owned.strategy.slug, owned.key]
    page = page_of(client, nell, owned)
    form = page.context["declining"]

    client.post(
        reverse("strategies:shared_part_decline", args=args),
        {"number": 1, "note": "Name the coast path", "once": str(form["once"].initial)},
    )

    assert shared.texts.get().answer == "declined"
    assert Mail.objects.filter(
        to=officer, text__contains="Name the coast path"
    ).exists()
    client.force_login(officer)
    owners = said(client.get(reverse("strategies:part_share", args=args)))
    assert "Name the coast path" in owners


def test_who_declined_a_text_may_still_accept_it(
    client, shared, owned, theirs, nell, officer
):
    number = sharing_parts.waiting(shared).number
    sharing_parts.decline(shared, number, note="Too short", by=nell)

    words = said(page_of(client, nell, owned))
    part = accepted(shared, theirs, nell)

    assert "It can still be accepted" in words
    assert "Or say why not" not in words
    assert "And a coast." in part.text
    assert sharing_parts.waiting(shared) is None
    client.force_login(officer)
    url = reverse("strategies:part_share", args=[owned.strategy.slug, owned.key])
    assert "saved text" not in said(client.get(url))


def test_a_newer_text_overtakes_the_one_that_waits(
    shared, owned, theirs, officer, nell
):
    write(owned.strategy, owned.key, "Newer.", officer)
    sharing_parts.offer(reread(shared), by=officer)

    assert [text.answer for text in shared.texts.all()] == ["overtaken", "offered"]
    with pytest.raises(sharing_parts.NotWaiting):
        sharing_parts.accept(shared, 1, where="collaboration", into=theirs, by=nell)


def test_a_text_is_compared_with_the_one_accepted(
    client, shared, owned, theirs, officer, nell
):
    accepted(shared, theirs, nell)
    write(owned.strategy, owned.key, TEXT.replace("coast", "moor"), officer)
    sharing_parts.offer(reread(shared), by=officer)

    words = said(page_of(client, nell, owned))

    assert "<del>coast.</del>" in words
    assert "<ins>moor.</ins>" in words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("See.\n\n[[figure:F1]]", "places figure F1"),
        ("Cited [@E09].", "not in your evidence base"),
        ("", "Nothing is written"),
    ],
)
def test_what_would_mean_something_else_elsewhere_is_not_offered(
    strategy, officer, northmark, page, post, text, reason
):
    write(strategy, "summary", text, officer)
    part = fresh(strategy.parts.get(key="summary"))
    form = page("part_share", part).context["form"]

    answer = post(
        "part_share",
        part,
        place="northmark",
        once=str(form["once"].initial),
        base=part.base,
    )

    assert reason in said(answer)
    assert not SharedPart.objects.exists()


def test_a_part_is_accepted_through_the_pages(client, shared, owned, theirs, nell):
    page = page_of(client, nell, owned)
    form = page.context["accepting"]
    args = [owned.strategy.slug, owned.key]

    client.post(
        reverse("strategies:shared_part_accept", args=args),
        {"number": 1, "where": "part:consultation", "once": str(form["once"].initial)},
    )

    part = theirs.parts.get(key="consultation")
    assert "And a coast." in part.text
    page = said(client.get(part.get_absolute_url()))
    assert "its text is theirs; you accept each version" in page


def test_an_approver_reads_but_does_not_accept(client, shared, owned, northmark):
    approver = a_person(Role.APPROVER, northmark)
    page = page_of(client, approver, owned)
    args = [owned.strategy.slug, owned.key]

    answer = client.post(reverse("strategies:shared_part_accept", args=args))

    assert page.status_code == 200
    assert answer.status_code == 403


def test_a_part_is_read_as_it_is_written_until_that_is_taken_back(
    client, owned, northmark, nell, officer
):
    showing_parts.show(owned, northmark, by=officer)
    write(owned.strategy, owned.key, "As it stands.\n\n[[figure:F1]]", officer)

    words = said(page_of(client, nell, owned))
    showing_parts.stop_showing(owned.disclosures.get(), by=officer)

    assert "As it stands." in words
    assert "figure F1 stands" in words
    assert page_of(client, nell, owned).status_code == 404


def test_every_place_may_be_let_in_but_nobody_else(client, owned, officer, nell, post):
    showing_parts.show(owned, None, by=officer)
    lead = a_person(Role.AREA_LEAD, PlaceFactory())

    assert page_of(client, nell, owned).status_code == 200
    assert page_of(client, lead, owned).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(
    client, shared, owned, strategy, northmark, officer, nell
):
    client.force_login(nell)
    url = reverse("strategies:shared_parts")
    one = queries(lambda: client.get(url))
    for part in strategy.parts.all()[:12]:
        showing_parts.show(part, northmark, by=officer)
        SharedPart.objects.get_or_create(
            part=part, place=northmark, defaults={"offered_by": officer}
        )[0].texts.get_or_create(number=1, blocks=[], offered_by=officer)

    assert queries(lambda: client.get(url)) == one
    assert one <= 10


def test_a_text_saved_since_the_page_was_read_is_not_offered(
    shared, owned, officer, post
):
    write(owned.strategy, owned.key, "Unread.", officer)

    post("shared_text_offer", owned, "northmark", base=owned.base)
    assert shared.texts.count() == 1

    post("shared_text_offer", owned, "northmark", base=owned.base + 1)
    assert shared.texts.last().blocks[0]["text"] == "Unread."
