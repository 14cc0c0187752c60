"""The picture of how priorities connect."""

import itertools
import re

import pytest

from strategies import connections


def some(count):
    return [
        {"ref": f"P{n}", "title": f"Priority {n} with a rather long title to break"}
        for n in range(1, count + 1)
    ]


def join(*pairs):
    return [
        {"ref": f"L{n}", "source": f"P{one}", "target": f"P{other}"}
        for n, (one, other) in enumerate(pairs, 1)
    ]


def test_nothing_is_drawn_where_nothing_connects():
    assert connections.picture(some(3), []) == ""


def test_the_picture_says_in_words_what_it_shows():
    drawn = connections.picture(some(3), join((1, 2), (3, 1)))

    assert "How priorities connect: P1 bears on P2, P3 bears on P1</title>" in drawn
    assert 'role="img"' in drawn
    assert "style=" not in drawn


def test_a_priority_that_connects_to_none_is_shown_all_the_same():
    assert ">P3<" in connections.picture(some(3), join((1, 2)))


def test_of_many_priorities_only_those_that_connect_are_drawn():
    drawn = connections.picture(some(20), join((1, 20)))

    assert ">P1<" in drawn
    assert ">P2<" not in drawn


def test_what_people_type_is_text_in_the_picture():
    rows = [{"ref": "P1", "title": "<script>"}, {"ref": "P2", "title": "B"}]

    assert "<script>" not in connections.picture(rows, join((1, 2)))


@pytest.mark.parametrize("count", [2, 4, 7, 12])
def test_no_name_of_an_arrow_covers_another(count):
    pairs = [
        (one, other)
        for one, other in itertools.permutations(range(1, count + 1), 2)
        if one == 1 or other == one - 1
    ]
    places = {f"P{n}": n - 1 for n in range(1, count + 1)}

    drawn = list(connections.arrows(join(*pairs), places))

    for one, other in itertools.combinations(drawn, 2):
        assert connections.apart(one.tag, other.tag), (one.ref, other.ref)


def test_there_and_back_are_two_arrows():
    there, back = connections.arrows(join((1, 2), (2, 1)), {"P1": 0, "P2": 1})

    assert there.path != back.path


@pytest.mark.parametrize("count", [2, 12])
def test_nothing_runs_out_of_the_frame(count):
    drawn = connections.picture(some(count), join((count, 1), (1, count)))

    curves = re.findall(r'd="M [\d.]+ [\d.]+ C ([\d.]+) ', drawn)
    for out in curves:
        reach = connections.CENTRE + 19 + (float(out) - connections.CENTRE - 19) * 0.75
        assert reach + connections.TAG_WIDTH / 2 < connections.WIDTH
