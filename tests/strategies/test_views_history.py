"""The pages of the past: history, comparison, restoring, who wrote what, looking back."""

import pytest
import time_machine
from django.urls import reverse

from people.models import Role
from strategies import outline, versions
from strategies.models import Revision, Visit
from tests.factories import ItemFactory, a_person
from tests.strategies.chosen import a_priority
from tests.strategies.pages import address, said
from tests.strategies.past import at, begun, fresh, hour, saved

pytestmark = pytest.mark.django_db

FELLS = "The fells feed the port."
PORT = "Half of all jobs in the port are in three firms."
DAY = "?on_day=4&on_month=5&on_year=2026"


@pytest.fixture
def strategy(place, olive):
    return begun(place, olive)


@pytest.fixture
def whole(client, olive):
    """The same for a page of the whole strategy."""
    client.force_login(olive)

    def get(name, strategy, query=""):
        return client.get(address(name, strategy) + query)

    return get


def queries(ask, django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as asked:
        assert ask().status_code == 200
    return len(asked)


def test_a_sitting_is_one_line_that_unfolds(page, part, olive):
    saved(part, FELLS, olive, "14:02")
    saved(part, f"{FELLS}\n\n{PORT}", olive, "14:20")

    answer = said(page("part_history", part))

    assert "4 May 2026, 14:02 to 14:20" in answer
    assert "16 words more" in answer
    assert "Saved 2 times" in answer
    assert address("part_restore", part, 1) in answer


def test_the_history_names_landmarks(page, part, olive):
    saved(part, FELLS, olive, "14:02")
    now = fresh(part)
    outline.mark_ready(now, True, base=1, revision=1, by=olive)
    versions.freeze(part.strategy, "board", by=olive)

    answer = said(page("part_history", part))

    assert "Marked as ready" in answer
    assert "Frozen as version 1 for board" in answer


def test_a_text_kept_aside_can_be_settled_from_the_history(page, part, olive, sam):
    saved(part, FELLS, olive, "14:02")
    saved(part, f"{FELLS} Yes.", olive, "14:03")
    saved(part, f"{FELLS} No.", sam, "14:04", base=1)

    answer = said(page("part_history", part))

    assert "Kept aside and not settled yet" in answer
    assert address("conflict", part, 3) in answer


def test_who_only_reads_is_offered_nothing_to_restore(client, part, olive, sam):
    reader = a_person(Role.READER, part.strategy.place)
    saved(part, FELLS, olive, "14:02")
    saved(part, f"{FELLS} Yes.", sam, "14:03")
    client.force_login(reader)

    for query in ("part_history", "part_compare"):
        answer = said(client.get(address(query, part) + "?from=1&to=2"))
        assert "Restore" not in answer


def test_the_history_is_paged_by_sitting_in_the_same_few_queries(
    page, part, olive, sam, django_assert_max_num_queries
):
    saved(part, "Text.", olive, "14:00")
    first = queries(lambda: page("part_history", part), django_assert_max_num_queries)
    for number in range(50):
        saved(part, f"Text {number}.", (sam, olive)[number % 2], **hour(number))

    assert "Page 3" in said(page("part_history", part))
    assert "as many words as before" in said(
        page("part_history", part, query="?page=2")
    )
    again = queries(lambda: page("part_history", part), django_assert_max_num_queries)
    assert again == first


@pytest.mark.parametrize("name", ["part_history", "part_compare", "who_wrote"])
def test_a_named_contributor_is_answered_in_ten_queries(
    client, part, olive, sam, name, django_assert_max_num_queries
):
    contributor = a_person(Role.CONTRIBUTOR, part.strategy.place)
    part.contributors.add(contributor)
    client.force_login(contributor)
    saved(part, "Text.", olive, "14:00")
    saved(part, "Texts.", sam, "14:01")

    there = address(name, part) + "?from=1&to=2"
    assert queries(lambda: client.get(there), django_assert_max_num_queries)


def test_all_saves_of_a_long_sitting_have_a_page(page, part, olive):
    for number in range(30):
        saved(part, f"Text {number}.", olive, f"14:{number:02}")

    assert address("sitting", part, 1) in said(page("part_history", part))
    answer = said(page("sitting", part, 1, query="?page=2"))
    assert "Olive Marsh saved 30 times" in answer
    assert "from=5&amp;to=30" in answer
    assert page("sitting", part, 2).status_code == 404


def test_an_empty_part_has_an_empty_history(page, part):
    assert "Nothing has been saved in this part yet" in said(page("part_history", part))
    assert "nothing to compare" in said(page("part_compare", part))
    assert "Nothing is written in this part yet" in said(page("who_wrote", part))


def test_texts_are_chosen_by_day_and_name(page, part, olive, sam):
    saved(part, "We make ships.", olive, "14:02")
    saved(part, "We make boats.", sam, "15:02")

    answer = said(page("part_compare", part, query="?from=1&to=2"))

    assert (
        '<option value="1" selected>4 May 2026, 14:02, Olive Marsh</option>' in answer
    )
    assert "We make <del>ships.</del><ins>boats.</ins>" in answer
    assert "1 paragraph changed" in answer


def test_a_comparison_can_show_only_what_changed(page, part, olive):
    saved(part, f"{FELLS}\n\nWe make ships.", olive, "14:02")
    saved(part, f"{FELLS}\n\nWe make boats.", olive, "14:03")

    query = "?from=1&to=2"
    assert FELLS in said(page("part_compare", part, query=query))
    assert FELLS not in said(page("part_compare", part, query=query + "&show=changed"))


def test_a_text_is_compared_with_nothing(page, part, olive):
    saved(part, FELLS, olive, "14:02")

    answer = said(page("part_compare", part, query="?from=0&to=1"))

    assert "From before anything was written" in answer
    assert f"<ins>{FELLS}</ins>" in answer
    assert "Restore this paragraph" not in answer


def test_the_last_version_and_the_last_visit_are_compared_by_name(
    page, part, olive, sam
):
    saved(part, FELLS, olive, "14:02")
    with time_machine.travel(at("14:30")):
        versions.freeze(part.strategy, "board", by=olive)
    saved(part, f"{FELLS} Still.", sam, "15:02")
    Visit.objects.create(strategy=part.strategy, user=olive, since=at("14:10"))

    answer = said(page("part_compare", part))

    assert "Frozen as version 1 for board, 4 May 2026, 14:30</a>" in answer
    assert "When you were last here</a>" in answer
    assert answer.count("?from=1&amp;to=2") == 2


def test_comparing_is_the_same_few_queries_for_two_texts_and_for_fifty(
    page, part, olive, sam, django_assert_max_num_queries
):
    def ask():
        return page("part_compare", part, query="?from=1&to=2")

    saved(part, "Text.", olive, "14:00")
    saved(part, "Texts.", sam, "14:01")
    first = queries(ask, django_assert_max_num_queries)
    for number in range(50):
        saved(part, f"Text {number}.", (sam, olive)[number % 2], **hour(number))
    versions.freeze(part.strategy, "board", by=olive)

    assert queries(ask, django_assert_max_num_queries) == first


def restores(answer):
    """The address under “Restore this paragraph”."""
    before, _, _ = answer.partition('">Restore this paragraph')
    return before.rpartition('href="')[2]


def test_one_paragraph_is_restored_after_a_look(page, client, part, olive):
    saved(part, f"{FELLS}\n\n{PORT}", olive, "14:02")
    saved(part, f"{FELLS} Yes.\n\n{PORT} Yes.", olive, "14:03")
    link = restores(said(page("part_compare", part, query="?from=1&to=2")))

    look = said(client.get(link))
    client.post(link, {"base": 2})

    assert "The fells feed the port. <del>Yes.</del>" in look
    assert "firms" not in look
    now = fresh(part)
    assert (now.text, now.latest.kind) == (f"{FELLS}\n\n{PORT} Yes.\n", "restored")


def test_a_deleted_paragraph_is_restored_in_its_place(page, client, part, olive):
    saved(part, f"{FELLS}\n\n{PORT}\n\nThe end.", olive, "14:02")
    saved(part, f"{FELLS}\n\nThe end.", olive, "14:03")

    link = restores(said(page("part_compare", part, query="?from=1&to=2")))
    client.post(link, {"base": 2})

    assert fresh(part).text == f"{FELLS}\n\n{PORT}\n\nThe end.\n"


def test_a_stale_paragraph_is_not_restored(page, client, part, olive, sam):
    saved(part, FELLS, olive, "14:02")
    saved(part, f"{FELLS} Yes.", olive, "14:03")
    link = restores(said(page("part_compare", part, query="?from=1&to=2")))
    saved(part, f"{FELLS} No.", sam, "14:04")

    answer = client.post(link, {"base": 2})

    assert answer.status_code == 409
    assert "<ins>No.</ins>" in said(answer)
    assert fresh(part).text == f"{FELLS} No.\n"


def test_a_paragraph_restored_twice_is_restored_once(page, client, part, olive):
    saved(part, FELLS, olive, "14:02")
    saved(part, f"{FELLS} Yes.", olive, "14:03")
    link = restores(said(page("part_compare", part, query="?from=1&to=2")))

    client.post(link, {"base": 2})
    client.post(link, {"base": 2})

    assert fresh(part).base == 3


@pytest.mark.parametrize("data", [{}, {"base": "x"}, {"base": "-1"}])
def test_a_bent_restore_changes_nothing(post, part, olive, data):
    saved(part, FELLS, olive, "14:02")
    saved(part, "Other words.", olive, "14:03")
    block = Revision.objects.get(part=part, number=1).blocks[0]["id"]

    answers = [
        post("part_restore", part, 1, **data),
        post("block_restore", part, 1, block, **data),
    ]

    assert all("This page was out of date" in said(answer) for answer in answers)
    assert fresh(part).base == 2


@pytest.mark.parametrize("block", ["nothing", "0" * 500, "%00", "é"])
def test_a_paragraph_that_never_was_is_not_found(page, part, olive, block):
    saved(part, FELLS, olive, "14:02")

    assert page("block_restore", part, 1, block).status_code == 404
    assert page("block_restore", part, 9, block).status_code == 404


def test_who_wrote_what_is_shown_paragraph_by_paragraph(page, part, olive, sam):
    saved(part, f"{FELLS}\n\n{PORT}", olive, "14:02")
    saved(part, f"{FELLS} It is so.\n\n{PORT}", sam, "15:02")

    answer = said(page("who_wrote", part))

    assert "Sam Fell</strong> changed this last, 4 May 2026, 15:02" in answer
    assert "Words: Olive Marsh 5, Sam Fell 3" in answer
    assert "84 per cent" in answer


def test_who_wrote_what_is_the_same_few_queries_for_two_writers_and_for_fifty(
    page, part, olive, sam, django_assert_max_num_queries
):
    def ask():
        return page("who_wrote", part)

    saved(part, "Text.", olive, "14:00")
    first = queries(ask, django_assert_max_num_queries)
    for number in range(50):
        saved(part, f"Text {number}.", (sam, olive)[number % 2], **hour(number))

    assert queries(ask, django_assert_max_num_queries) == first


def test_the_whole_strategy_is_read_as_it_stood(whole, strategy, part, olive):
    saved(part, FELLS, olive, "14:02")
    saved(part, "Now the port feeds the fells.", olive, "09:00", day="2026-05-06")

    answer = said(whole("as_it_stood", strategy, DAY))

    assert "as it stood on 4 May 2026" in answer
    assert FELLS in answer
    assert "Now the port" not in answer
    assert reverse("strategies:changed_since", args=[strategy.slug]) in answer


def test_what_changed_since_a_day_is_shown(whole, strategy, part, olive):
    saved(part, "We make ships.", olive, "14:02")
    saved(part, "We make boats.", olive, "09:00", day="2026-05-06")

    answer = said(whole("changed_since", strategy, DAY))

    assert "We make <del>ships.</del><ins>boats.</ins>" in answer


def test_a_part_removed_since_is_shown_as_it_stood(whole, strategy, part, olive):
    saved(part, FELLS, olive, "14:02")
    outline.remove(fresh(part), base=1, revision=1, by=olive)

    answer = said(whole("as_it_stood", strategy, DAY))

    assert "Shown here, but removed since: The local economy." in answer
    assert FELLS in answer


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?on_day=31&on_month=2&on_year=2026", "The date must be a real date"),
        ("?on_day=4&on_month=&on_year=2026", "The date must include a month"),
        ("?on_day=1&on_month=1&on_year=2199", "Give a date that is today or earlier"),
        ("?on_day=3&on_month=5&on_year=2026", "The strategy was begun on 4 May 2026"),
        (DAY + "&at=soon", "Give the time like 14:02"),
        (DAY + "&at=07:58", "The strategy was begun on 4 May 2026 at 08:00"),
    ],
)
def test_a_day_that_cannot_be_shown_is_asked_for_again(whole, strategy, query, words):
    for name in ("as_it_stood", "changed_since"):
        answer = said(whole(name, strategy, query))
        assert words in answer
        assert "<title>Error:" in answer or "Error: " in answer


def test_without_a_day_one_is_asked_for(whole, strategy):
    assert "There is a problem" not in said(whole("as_it_stood", strategy))
    assert "There is a problem" not in said(whole("changed_since", strategy))


@pytest.mark.parametrize("name", ["as_it_stood", "changed_since", "changes"])
def test_looking_back_is_the_same_few_queries_for_little_and_for_much(
    whole, strategy, part, olive, sam, name, django_assert_max_num_queries
):
    def ask():
        return whole(name, strategy, DAY + "&since=2026-05-01")

    ItemFactory(place=strategy.place, number=1)
    saved(part, "Text [@E01].", olive, "13:00")
    ask()  # the first JSON of all asks SQLite whether it knows JSON
    a_priority(strategy, olive, title="Hydrogen")
    first = queries(ask, django_assert_max_num_queries)
    for number in range(25):
        saved(part, f"Text {number}.", (sam, olive)[number % 2], **hour(number))
        a_priority(strategy, olive, title=f"Priority {number}")
    for other in strategy.parts.exclude(pk=part.pk):
        saved(other, "More text [@E01].", olive, "16:00")

    assert queries(ask, django_assert_max_num_queries) == first


def test_changes_count_from_the_last_visit(whole, strategy, part, olive, sam):
    saved(part, FELLS, sam, "14:02")
    saved(part, f"{FELLS} Still so.", sam, "15:02")
    Visit.objects.create(strategy=strategy, user=olive, since=at("14:30"))

    answer = said(whole("changes", strategy))

    assert "Since you were last here, 4 May 2026, 14:30" in answer
    assert "2 words more" in answer
    assert "?from=1&amp;to=2" in answer


def test_changes_count_from_the_day_asked_for(whole, strategy, part, olive):
    saved(part, FELLS, olive, "14:02")

    since = "?since_day=5&since_month=5&since_year=2026"
    assert "Nothing has changed since then" in said(whole("changes", strategy, since))
    since = "?since_day=4&since_month=5&since_year=2026"
    assert "5 words more" in said(whole("changes", strategy, since))
    since = "?since_day=4&since_month=&since_year=2026"
    assert "The date must include a month" in said(whole("changes", strategy, since))


@pytest.mark.parametrize(
    "since",
    [
        "x",
        "0001-01-01T00:00:00+14:00",
        "2026-02-31",
        "9999-12-31",
        "2026-99-99T1",
    ],
)
def test_a_bent_moment_is_taken_for_none(whole, strategy, since):
    assert whole("changes", strategy, f"?since={since}").status_code == 200


def test_a_moment_in_a_link_counts_to_the_second(whole, strategy, part, olive):
    saved(part, FELLS, olive, "14:02")

    after = "?since=2026-05-04T14:02:01%2B01:00"
    assert "Nothing has changed" in said(whole("changes", strategy, after))
    before = "?since=2026-05-04T14:02:00+01:00"
    assert "5 words more" in said(whole("changes", strategy, before))
