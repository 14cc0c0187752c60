"""The pages of one part: reading, writing, two texts at once, history, restoring."""

import json

import pytest

from people.models import Role
from strategies import drafting, outline
from strategies.models import Part, Revision, Status
from tests.factories import (
    ItemFactory,
    PartFactory,
    PlaceFactory,
    a_person,
    an_administrator,
)
from tests.strategies.pages import address, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

FIRST = "The fells feed the port.\n"


JSON = {"accept": "application/json"}


def test_the_page_of_a_part_says_what_it_is_for_and_what_is_asked(page, part):
    answer = said(page("part", part))

    assert "What this part is for" in answer
    assert part.spec.guidance[0] in answer
    assert "What the prospectus asks" in answer
    assert "Nothing is written here yet" in answer


def test_citations_are_numbered_and_sources_listed(page, part, officer):
    ItemFactory(place=part.strategy.place, ref="E07", title="Jobs in the fells")
    drafting.save(part, "Jobs grew [@E07].", base=0, by=officer)

    answer = said(page("part", part))

    assert '<a class="citation" href="#source-E07"' in answer
    assert '<li id="source-E07" value="1"' in answer
    assert "Jobs in the fells" in answer


def test_a_reference_that_leads_nowhere_is_a_problem_for_officers(page, part, officer):
    item = ItemFactory(place=part.strategy.place, ref="E08", title="Old figures")
    item.withdrawn_at, item.withdrawn_by = item.added_at, officer
    item.save()
    drafting.save(part, "One [@E99] and two [@E08].", base=0, by=officer)

    answer = said(page("part", part))

    assert "[@E99] is not in your evidence base" in answer
    assert "[@E08] has been withdrawn (Old figures)" in answer


def test_the_area_lead_is_not_told_of_problems(client, part, officer):
    drafting.save(part, "One [@E99].", base=0, by=officer)
    outline.share_with_area_lead(part.strategy, True, by=officer)
    client.force_login(a_person(Role.AREA_LEAD, part.strategy.place))

    answer = client.get(address("part", part))

    assert answer.status_code == 200
    assert "To put right" not in said(answer)


WEAK = "Our welding is world-leading.\n\nRents are **TBC** – we think.\n"


def test_signs_of_a_weak_draft_lead_whoever_writes_to_the_paragraph(
    page, part, officer
):
    drafting.save(part, WEAK, base=0, by=officer)

    answer = said(page("part", part))

    assert "To look at again" in answer
    assert "This paragraph praises without a source: “Our welding is" in answer
    assert 'href="#text:~:text=Rents%20are%20TBC%20%E2%80%93%20we%20think."' in answer
    assert 'id="text"' in answer


def test_signs_of_a_weak_draft_are_for_whoever_may_write_it(client, part, officer):
    drafting.save(part, WEAK, base=0, by=officer)
    client.force_login(a_person(Role.READER, part.strategy.place))

    answer = client.get(address("part", part))

    assert "To look at again" not in said(answer)


@pytest.mark.parametrize("times", [1, 50])
def test_the_page_of_a_part_is_ten_queries_at_most_whatever_is_weak_in_it(
    page, part, officer, times, django_assert_max_num_queries
):
    drafting.save(part, WEAK * times, base=0, by=officer)

    with django_assert_max_num_queries(10):
        answer = page("part", part)

    assert said(answer).count("praises without a source") == times


def test_saving_leads_back_to_the_part(post, part):
    answer = post("part_edit", part, text=FIRST, base=0)

    assert answer.status_code == 302
    assert answer.url == address("part", part)
    assert Part.objects.get(pk=part.pk).text == FIRST


def test_markup_in_a_text_does_not_come_alive(page, post, part):
    post(
        "part_edit",
        part,
        text="<script>alert(1)</script> [x](javascript:alert(1))",
        base=0,
    )

    answer = said(page("part", part))

    assert "<script>alert" not in answer
    assert 'href="javascript' not in answer


def test_a_save_answers_json(post, part):
    answer = post("part_edit", part, text="Two  spaces", base=0, headers=JSON)

    assert (answer.status_code, answer.json()) == (
        200,
        {
            "status": "saved",
            "revision": 1,
            "text": "Two spaces\n",
            "at": "14:02",
            "version": 0,
        },
    )
    again = post("part_edit", part, text="Two spaces", base=1, headers=JSON)
    assert again.json()["status"] == "unchanged"


def test_a_clash_answers_json_with_both_texts(post, part, officer, second):
    drafting.save(part, "We make ships.\n\nAnd sell them.", base=0, by=officer)
    drafting.save(part, "We build ships.\n\nAnd sell them.", base=1, by=second)

    answer = post(
        "part_edit", part, text="We make boats.\n\nMore.", base=1, headers=JSON
    )

    assert answer.status_code == 409
    assert answer.json() == {
        "status": "conflict",
        "revision": 2,
        "text": "We build ships.\n\nAnd sell them.\n",
        "theirs": "We build ships.\n\nAnd sell them.\n",
        "by": "Sam Fell",
        "at": "14:02",
        "version": 0,
        "mine": "We make boats.\n\nMore.\n",
        "kept_as": 3,
        "pieces": [
            {
                "base": "We make ships.",
                "mine": "We make boats.",
                "theirs": "We build ships.",
            },
            {"text": "More."},
        ],
    }


def test_a_save_beside_another_answers_json_with_the_two_joined(
    post, part, officer, second
):
    drafting.save(part, "We make ships.\n\nAnd sell them.", base=0, by=officer)
    drafting.save(part, "We build ships.\n\nAnd sell them.", base=1, by=second)

    answer = post(
        "part_edit", part, text="We make ships.\n\nMore.", base=1, headers=JSON
    )

    assert (answer.status_code, answer.json()) == (
        200,
        {
            "status": "merged",
            "revision": 4,
            "sent": 3,
            "text": "We build ships.\n\nMore.\n",
            "by": "Sam Fell",
            "at": "14:02",
            "version": 0,
        },
    )
    assert part.revisions.get(number=3).text == "We make ships.\n\nMore.\n"


def test_a_save_beside_another_says_whose_was_joined(post, page, part, officer, second):
    drafting.save(part, "We make ships.\n\nAnd sell them.", base=0, by=officer)
    drafting.save(part, "We build ships.\n\nAnd sell them.", base=1, by=second)

    answer = post("part_edit", part, text="We make ships.\n\nMore.", base=1)

    assert answer.status_code == 302
    assert "saved, together with what Sam Fell wrote meanwhile" in said(
        page("part", part)
    )


def test_a_save_beside_another_tab_of_ones_own_says_so(post, page, part, officer):
    drafting.save(part, "We make ships.\n\nAnd sell them.", base=0, by=officer)
    drafting.save(part, "We build ships.\n\nAnd sell them.", base=1, by=officer)

    post("part_edit", part, text="We make ships.\n\nMore.", base=1)

    assert "together with what you wrote elsewhere meanwhile" in said(
        page("part", part)
    )


def test_a_save_joined_with_another_is_ten_queries_at_most(
    client, part, second, django_assert_max_num_queries
):
    person = a_person(Role.CONTRIBUTOR, part.strategy.place)
    part.contributors.add(person)
    drafting.save(part, "We make ships.\n\nAnd sell them.", base=0, by=person)
    drafting.save(part, "We build ships.\n\nAnd sell them.", base=1, by=second)
    client.force_login(person)

    with django_assert_max_num_queries(12):  # BEGIN and COMMIT are two of them
        answer = client.post(
            address("part_edit", part),
            {"text": "We make ships.\n\nMore.", "base": 1},
            headers=JSON,
        )

    assert answer.json()["status"] == "merged"


@pytest.fixture
def stuck(part, officer):
    """The officer's client has just saved as often as may be, but for one."""
    Revision.objects.bulk_create(
        Revision(part=part, number=number, by=officer, kind="sent")
        for number in range(1, 150)
    )


def test_a_stuck_client_is_asked_to_wait(post, part, stuck):
    first, *others = (
        post("part_edit", part, text=f"Text {n}.", base=0, headers=JSON)
        for n in range(3)
    )

    assert first.status_code == 200
    assert [answer.status_code for answer in others] == [429, 429]
    assert others[0].json() == {"status": "slow", "wait": 10}
    assert others[0]["Retry-After"] == "10"
    assert Part.objects.get(pk=part.pk).text == "Text 0.\n"


def test_who_saves_too_often_is_shown_their_text_to_save_again(post, part, stuck):
    post("part_edit", part, text="Text.", base=0)

    answer = post("part_edit", part, text="One more.", base=150)

    assert answer.status_code == 429
    assert "Wait ten seconds and save again" in said(answer)
    assert "One more.</textarea>" in said(answer)


def test_others_and_later_saves_are_not_held_up(post, part, second, clock, stuck):
    post("part_edit", part, text="Text.", base=0)

    saving = drafting.save(part, "Theirs.", base=150, by=second, most=150)
    assert saving.outcome == "saved"
    assert post("part_edit", part, text="Mine.", base=151).status_code == 429

    clock.shift(11)
    assert post("part_edit", part, text="Mine.", base=151).status_code == 302


def test_a_closed_strategy_answers_json_that_it_is_locked(post, part):
    type(part.strategy).objects.update(status=Status.AGREED)

    answer = post("part_edit", part, text="Late.", base=0, headers=JSON)

    assert answer.status_code == 423
    assert answer.json() == {
        "status": "locked",
        "reason": "the strategy is now “Agreed with government”",
        "kept_as": None,
    }
    assert not Revision.objects.exists()


def test_a_closed_strategy_gives_back_what_was_typed(post, page, part):
    type(part.strategy).objects.update(status=Status.AGREED)

    answer = post("part_edit", part, text="Late <b>words</b>.", base=0)

    assert answer.status_code == 403
    assert "Late &lt;b&gt;words&lt;/b&gt;." in said(answer)
    assert page("part_edit", part).status_code == 403


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\0b", "Remove the character after “a”"),
        ("word " * 50_000, "Shorten the text"),
    ],
)
def test_a_text_that_cannot_be_saved_is_kept_in_the_form(post, part, text, words):
    answer = post("part_edit", part, text=text, base=0)

    assert answer.status_code == 200
    assert words in said(answer)
    assert text.replace("\0", "�").strip() in answer.content.decode()
    assert not Revision.objects.exists()


@pytest.mark.parametrize("base", ["", "x", "-1", "1.5", "9" * 40])
def test_a_bent_base_saves_nothing(post, part, base):
    answer = post("part_edit", part, text=FIRST, base=base)

    assert "This page was out of date" in said(answer)
    assert FIRST.strip() in said(answer)
    assert not Revision.objects.exists()


def test_a_bent_save_answers_json(post, part):
    answer = post("part_edit", part, text=FIRST, base="x", headers=JSON)

    assert (answer.status_code, answer.json()["status"]) == (400, "invalid")


def test_an_emptied_part_can_be_saved(post, part, officer):
    drafting.save(part, FIRST, base=0, by=officer)

    post("part_edit", part, text="", base=1)

    assert Part.objects.get(pk=part.pk).text == ""


def test_a_preview_shows_the_text_and_saves_nothing(post, part):
    answer = said(post("part_edit", part, text="**Bold** words", base=0, preview=1))

    assert "<strong>Bold</strong> words" in answer
    assert "2 words as typed" in answer
    assert "**Bold** words</textarea>" in answer
    assert not Revision.objects.exists()


def test_other_fields_of_the_form_do_nothing(post, part):
    post("part_edit", part, text=FIRST, base=0, number=7, kind="aside", by=1)

    assert (Revision.objects.get().number, Revision.objects.get().kind) == (1, "saved")


def test_a_clash_shows_both_texts_and_four_choices(post, part, second):
    drafting.save(part, "We make things.\n", base=0, by=second)
    drafting.save(part, "We make ships.\n", base=1, by=second)

    answer = post("part_edit", part, text="We make boats.", base=1)

    assert answer.status_code == 409
    words = said(answer)
    assert "You and Sam Fell both changed" in words
    assert "We make <del>ships.</del>" in words
    assert "We make <ins>boats.</ins>" in words
    for choice in ("Keep mine", "Keep theirs", "Keep both", "Edit the two together"):
        assert choice in words


def test_the_same_person_in_two_tabs_is_told_so(post, part, officer):
    drafting.save(part, "We make things.\n", base=0, by=officer)
    drafting.save(part, "We make ships.\n", base=1, by=officer)

    answer = post("part_edit", part, text="We make boats.", base=1)

    assert "You changed “The local economy” in two places" in said(answer)


BEFORE = "We make things.\n\nThe fells feed the port.\n\nAnd so on."


@pytest.fixture
def conflict(part, officer, second):
    """Text 3, kept aside while text 2 stands."""
    drafting.save(part, BEFORE, base=0, by=officer)
    theirs = BEFORE.replace("things", "ships").replace("And so on.", "And then.")
    drafting.save(part, theirs, base=1, by=second)
    mine = BEFORE.replace("things", "boats").replace("fells", "hills")
    return drafting.save(part, mine, base=1, by=officer).aside


@pytest.mark.parametrize(
    ("choice", "first"),
    [
        ("mine", "We make boats."),
        ("theirs", "We make ships."),
        ("both", "We make ships.\n\nWe make boats."),
    ],
)
def test_a_choice_between_two_texts(post, part, conflict, choice, first):
    data = {"paragraph-1": choice, "base": 2}
    answer = post("conflict", part, conflict.number, **data)

    assert answer.status_code == 302
    now = Part.objects.get(pk=part.pk)
    assert now.text == f"{first}\n\nThe hills feed the port.\n\nAnd then.\n"
    assert (now.latest.kind, now.latest.base) == ("joined", 2)


def test_one_choice_for_all_paragraphs(post, page, part, officer, second):
    drafting.save(part, "We make things.\n\nWe sell things.", base=0, by=officer)
    drafting.save(part, "We make ships.\n\nWe sell ships.", base=1, by=second)
    mine = "We make boats.\n\nWe sell boats."
    aside = drafting.save(part, mine, base=1, by=officer).aside

    assert "Keep mine in all of them" in said(page("conflict", part, aside.number))
    post("conflict", part, aside.number, choice="mine", base=2)

    assert Part.objects.get(pk=part.pk).text == f"{mine}\n"


def test_each_paragraph_asks_to_be_chosen(post, part, officer, second):
    drafting.save(part, "We make things.\n\nWe sell things.", base=0, by=officer)
    drafting.save(part, "We make ships.\n\nWe sell ships.", base=1, by=second)
    mine = "We make boats.\n\nWe sell boats."
    aside = drafting.save(part, mine, base=1, by=officer).aside

    answer = post("conflict", part, aside.number, **{"paragraph-1": "mine", "base": 2})

    assert answer.status_code == 200
    assert "Choose which text of paragraph 2 to go on with" in said(answer)
    assert part.revisions.count() == 3


def test_a_choice_sent_twice_has_one_effect(post, part, conflict):
    for _ in range(2):
        data = {"paragraph-1": "both", "base": 2}
        assert post("conflict", part, conflict.number, **data).status_code == 302

    assert part.revisions.count() == 4


def test_both_texts_too_long_for_one_part_are_not_joined_unasked(
    post, page, part, officer, second
):
    drafting.save(part, "long " * 15_000, base=0, by=second)
    answer = post("part_edit", part, text="word " * 15_000, base=0)

    assert answer.status_code == 409
    data = {"paragraph-1": "both", "base": 1}
    answer = post("conflict", part, 2, **data)
    assert "a part may have at most 20,000" in said(answer)
    post("conflict", part, 2, **{"paragraph-1": "mine", "base": 1})
    assert Part.objects.get(pk=part.pk).text.startswith("word word")


def test_a_paragraph_taken_out_by_one_of_them_says_so(
    page, post, part, officer, second
):
    drafting.save(part, BEFORE, base=0, by=officer)
    drafting.save(part, "We make things.\n\nAnd so on.", base=1, by=second)

    answer = post("part_edit", part, text=BEFORE.replace("fells", "hills"), base=1)

    assert "It was taken out." in said(answer)
    assert "The hills feed the port." in said(answer)


def test_texts_that_clash_no_longer_can_be_joined(page, post, part, conflict, second):
    drafting.save(part, BEFORE, base=2, by=second)

    assert "the two can be joined" in said(page("conflict", part, conflict.number))
    post("conflict", part, conflict.number, base=4)

    assert Part.objects.get(pk=part.pk).text == conflict.text


def test_a_choice_over_a_third_text_is_shown_again(post, part, conflict, second):
    drafting.save(part, "We make a third thing.\n", base=2, by=second)

    data = {"paragraph-1": "mine", "base": 2}
    answer = post("conflict", part, conflict.number, **data)

    assert answer.status_code == 409
    assert "Another text was saved while you were choosing" in said(answer)
    assert Part.objects.get(pk=part.pk).text == "We make a third thing.\n"
    assert part.revisions.count() == 4


def test_the_two_are_edited_together(page, client, part, conflict):
    answer = page("part_edit", part, query=f"?beside={conflict.number}")
    assert "We make ships.\n\nWe make boats.\n" in answer.content.decode()
    assert "Both texts are in the box below" in said(answer)

    client.post(
        address("part_edit", part) + f"?beside={conflict.number}",
        {"text": "Ours.", "base": 2},
    )

    part = Part.objects.get(pk=part.pk)
    assert (part.text, part.latest.kind) == ("Ours.\n", "joined")


@pytest.mark.parametrize("beside", ["x", "1", "99", "9" * 40])
def test_a_bent_address_edits_the_saved_text(page, part, conflict, beside):
    answer = page("part_edit", part, query=f"?beside={beside}")

    assert "Both texts are in the box below" not in said(answer)
    assert "boats" not in said(answer)


def test_two_texts_can_be_settled_later_from_the_history(page, part, conflict):
    assert "Kept beside another" in said(page("part_history", part))
    assert address("conflict", part, conflict.number) in said(
        page("part_history", part)
    )
    assert "Keep mine" in said(page("conflict", part, conflict.number))


def test_only_a_text_kept_aside_can_be_settled(page, part, conflict):
    assert page("conflict", part, 1).status_code == 404
    assert page("conflict", part, 10**30).status_code == 404


def test_ready_is_said_of_the_text_that_was_read(post, part, officer, second):
    drafting.save(part, "As read.", base=0, by=officer)
    drafting.save(part, "Changed since.", base=1, by=second)

    answer = post("ready", part, ready="on", base=1, revision=1)

    assert answer.status_code == 409
    assert "<del>As read.</del>" in said(answer)
    assert not Part.objects.get(pk=part.pk).is_ready


def test_ready_and_not_ready(post, part):
    post("ready", part, ready="on", base=0, revision=1)
    assert Part.objects.get(pk=part.pk).is_ready

    post("ready", part, base=0, revision=2)
    assert not Part.objects.get(pk=part.pk).is_ready


def test_a_bent_ready_changes_nothing(post, part):
    assert post("ready", part, ready="on", base="x", revision="").status_code == 302
    assert not Part.objects.get(pk=part.pk).is_ready


def test_two_texts_are_compared_by_words(page, part, officer):
    drafting.save(part, "We make ships.", base=0, by=officer)
    drafting.save(part, "We make boats.", base=1, by=officer)

    answer = said(page("part_compare", part, query="?from=1&to=2"))

    assert "We make <del>ships.</del><ins>boats.</ins>" in answer


def test_a_moved_paragraph_is_not_shown_as_taken_out(page, part, officer):
    one, two = "The fells feed the whole port.", "The port feeds all of the county."
    drafting.save(part, f"{one}\n\n{two}", base=0, by=officer)
    drafting.save(part, f"{two}\n\n{one}", base=1, by=officer)

    answer = said(page("part_compare", part, query="?from=1&to=2"))

    assert "Moved" in answer
    assert "<del>" not in answer


def test_formatting_alone_shows_nothing_and_says_so(page, part, officer):
    drafting.save(part, "We make ships.", base=0, by=officer)
    drafting.save(part, "We **make** ships.", base=1, by=officer)

    answer = said(page("part_compare", part, query="?from=1&to=2"))

    assert "Only the formatting changed" in answer
    assert "<ins>" not in answer


@pytest.mark.parametrize(
    "query",
    ["", "?from=x&to=y", "?from=1&to=999", f"?from={'9' * 60}&to=1", "?from=²&to=-1"],
)
def test_a_bent_comparison_offers_a_choice(page, part, officer, query):
    drafting.save(part, FIRST, base=0, by=officer)

    answer = page("part_compare", part, query=query)

    assert answer.status_code == 200
    assert "Choose two saved texts" in said(answer)


def test_an_old_text_is_restored_after_a_look(page, post, part, officer):
    drafting.save(part, "We make ships.", base=0, by=officer)
    drafting.save(part, "We make boats.", base=1, by=officer)

    assert "We make <del>boats.</del><ins>ships.</ins>" in said(
        page("part_restore", part, 1)
    )
    post("part_restore", part, 1, base=2)

    part = Part.objects.get(pk=part.pk)
    assert (part.base, part.text) == (3, "We make ships.\n")


def test_a_stale_restore_shows_what_changed(post, part, officer, second):
    drafting.save(part, "We make ships.", base=0, by=officer)
    drafting.save(part, "We make boats.", base=1, by=second)

    answer = post("part_restore", part, 1, base=1)

    assert answer.status_code == 409
    assert "<ins>boats.</ins>" in said(answer)
    assert Part.objects.get(pk=part.pk).text == "We make boats.\n"


def test_a_save_is_ten_queries_at_most(client, part, django_assert_max_num_queries):
    person = a_person(Role.CONTRIBUTOR, part.strategy.place)
    part.contributors.add(person)
    drafting.save(part, FIRST * 3, base=0, by=person)
    client.force_login(person)

    with django_assert_max_num_queries(12):  # BEGIN and COMMIT are two of them
        answer = client.post(
            address("part_edit", part), {"text": FIRST + "\n\nMore.", "base": 1}
        )

    assert answer.status_code == 302
    assert part.revisions.count() == 2


def test_the_editor_is_ten_queries_at_most(page, part, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        assert page("part_edit", part).status_code == 200


@pytest.mark.parametrize(
    ("role", "reads", "edits"),
    [
        (Role.OFFICER, 200, 200),
        (Role.CONTRIBUTOR, 200, 403),
        (Role.APPROVER, 200, 403),
        (Role.READER, 200, 403),
        (Role.AREA_LEAD, 404, 404),
        (Role.REVIEWER, 404, 404),
    ],
)
def test_who_reads_and_writes_a_part(client, part, role, reads, edits):
    client.force_login(a_person(role, part.strategy.place))

    assert client.get(address("part", part)).status_code == reads
    assert client.get(address("part_history", part)).status_code == reads
    assert client.get(address("part_compare", part)).status_code == reads
    for name in ("part_edit", "part_rename", "part_remove", "part_contributors"):
        assert client.get(address(name, part)).status_code == edits


def test_a_contributor_writes_the_parts_they_are_named_to(client, part):
    person = a_person(Role.CONTRIBUTOR, part.strategy.place)
    part.contributors.add(person)
    client.force_login(person)

    assert client.get(address("part_edit", part)).status_code == 200
    assert client.get(address("part_rename", part)).status_code == 403
    other = part.strategy.parts.get(key="foreword")
    assert (
        client.post(address("part_edit", other), {"text": "x", "base": 0}).status_code
        == 403
    )


def test_a_draft_that_is_shared_is_read_by_the_area_lead_not_written(
    client, part, officer
):
    outline.share_with_area_lead(part.strategy, True, by=officer)
    client.force_login(a_person(Role.AREA_LEAD, part.strategy.place))

    assert client.get(address("part", part)).status_code == 200
    assert client.get(address("part_edit", part)).status_code == 403
    assert (
        client.post(address("ready", part), {"base": 0, "revision": 1}).status_code
        == 403
    )


def test_administrators_and_other_places_find_no_part(client, part):
    for person in (an_administrator(), a_person(Role.OFFICER, PlaceFactory())):
        client.force_login(person)
        for name in ("part", "part_edit", "part_history", "part_compare"):
            assert client.get(address(name, part)).status_code == 404


def test_what_is_sent_to_a_removed_part_is_kept_in_its_history(
    post, page, part, officer
):
    drafting.save(part, FIRST, base=0, by=officer)
    outline.remove(part, base=1, revision=1, by=officer)

    answer = post("part_edit", part, text="Written meanwhile.", base=1)

    assert answer.status_code == 423
    assert "it was removed by Olive Marsh" in said(answer)
    assert "Written meanwhile.</textarea>" in said(answer)
    kept = part.revisions.get(number=2)
    assert (kept.kind, kept.text) == ("aside", "Written meanwhile.\n")
    again = post("part_edit", part, text="Written meanwhile.", base=1, headers=JSON)
    assert (again.status_code, again.json()) == (
        423,
        {"status": "locked", "reason": "it was removed by Olive Marsh", "kept_as": 2},
    )

    outline.bring_back(part, by=officer)
    assert address("conflict", part, 2) in said(page("part_history", part))


def test_a_removed_part_is_shown_as_removed_and_not_edited(page, part, officer):
    outline.remove(part, base=0, revision=1, by=officer)

    assert "This part was removed" in said(page("part", part))
    assert page("part_edit", part).status_code == 403


def test_a_part_of_the_places_own_needs_no_guidance(page, strategy, officer):
    own = outline.add_part(strategy, section="focus", title="Our coast", by=officer)

    assert "Your place added this part" in said(page("part", own))
    assert page("part_edit", own).status_code == 200


def test_no_text_breaks_a_page(page, post, part):
    nasty = (
        "[" * 500
        + "\u202e‮مرحبا é\u0301 <b> &amp; {{ x }} [@E01][@nope] | | |\n> > > - 1."
    )
    post("part_edit", part, text=nasty, base=0)

    for name in ("part", "part_edit", "part_history", "part_compare"):
        assert page(name, part).status_code == 200


def test_part_factory_stands_alone():
    assert PartFactory().spec is None


def test_json_errors_name_the_field(post, part):
    answer = post("part_edit", part, text="a\0b", base=0, headers=JSON)

    assert list(json.loads(answer.content)["errors"]) == ["text"]
