"""Taking figures in and out again: all or none, as one step, and what it leaves behind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence import catalogue, imports, listing, register
from evidence.importing import taking_in
from evidence.models import Import, Indicator, Item, Observation, Staged
from office.models import Entry
from tests.evidence import import_files as files

pytestmark = pytest.mark.django_db
OURS = ("SELECT", "INSERT", "UPDATE", "DELETE")


@pytest.fixture
def place():
    catalogue.load()
    return files.places()[0]


def take(place, officer, *rows):
    return files.taken_in(files.handed_in(place, officer, files.long(*rows)), officer)


def test_figures_of_one_series_and_edition_are_one_item(place, officer):
    take(place, officer, {"period": "2015"}, {"period": "2017"}, {"place_code": "E92000001", "place_name": "England"})  # fmt: skip

    item = Item.objects.get()
    assert (item.ref, item.kind, item.indicator.key) == (
        "E01",
        "statistic",
        "PROD_HOUR",
    )
    assert (item.period, item.geography) == ("2015 to 2017", "Marlshire, England")
    assert (item.published, item.licence) == ("2019-02-06", "OGL v3.0")
    assert item.observations.count() == 3


def test_a_row_that_names_an_item_of_the_place_belongs_to_it(place, officer):
    item = register.add(Item(place=place, title="GVA per hour worked"), by=officer)

    take(place, officer, {"row_id": "E01"})

    assert Item.objects.count() == 1
    assert item.observations.count() == 1


def test_a_row_that_names_an_item_of_something_else_gets_its_own(place, officer):
    register.add(Item(place=place, title="A rail timetable"), by=officer)

    take(place, officer, {"row_id": "E01"})

    assert Observation.objects.get().item.ref == "E02"


def test_more_of_a_series_joins_the_item_it_has(place, officer):
    take(place, officer, {})
    take(place, officer, {"period": "2016"})

    assert Item.objects.get().observations.count() == 2


def test_taking_out_leaves_nothing_and_withdraws_what_it_made(place, officer):
    import_ = take(place, officer, {}, {"indicator_id": "WIND", "unit": "GW"})

    files.taken_out(import_, officer)

    assert not Observation.objects.exists()
    assert [item.is_withdrawn for item in Item.objects.all()] == [True, True]
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[2] == "figures_taken_in"
    assert verbs[-1] == "figures_taken_out"


def test_taking_out_puts_back_what_was_changed(place, officer):
    take(place, officer, {})
    import_ = take(place, officer, {"value": "29.4", "note": "Mended"})
    figure = Observation.objects.get()
    assert (str(figure.value), figure.note) == ("29.400000", "Mended")

    files.taken_out(import_, officer)

    figure.refresh_from_db()
    assert (str(figure.value), figure.decimals, figure.note) == ("28.900000", 2, "")


def test_an_import_that_a_later_one_changed_is_not_taken_out_first(place, officer):
    first = take(place, officer, {})
    second = take(place, officer, {"value": "29.4"})

    assert imports.built_on_by(first) == second
    assert imports.built_on_by(second) is None


def test_what_a_cited_item_rests_on_is_said_to_stay(place, officer, monkeypatch):
    import_ = take(place, officer, {})
    monkeypatch.setattr(listing, "_citations", [lambda place, user: frozenset({"E01"})])

    import_ = files.taken_out(import_, officer)

    assert import_.found["kept_items"] == ["E01"]
    assert not Item.objects.get().is_withdrawn


def test_figures_that_moved_meanwhile_are_shown_again_and_not_taken(place, officer):
    waiting = files.handed_in(place, officer, files.long({"value": "29.4"}))
    take(place, officer, {})

    waiting = files.taken_in(waiting, officer)

    assert (waiting.stage, waiting.found["moved"]) == ("preview", True)
    assert files.outcomes(waiting) == ["changed"]
    assert str(Observation.objects.get().value) == "28.900000"


def test_a_newer_edition_marks_the_figures_of_the_older(place, officer):
    take(place, officer, {}, {"period": "2016"})

    newer = take(place, officer, {"release_date": "2020-02-05", "value": "29.1"})

    marked = Observation.objects.filter(is_superseded=True)
    assert {one.edition for one in marked} == {"2019-02-06"}
    assert marked.count() == 2
    files.taken_out(newer, officer)
    assert not Observation.objects.filter(is_superseded=True).exists()


def test_an_older_edition_that_comes_later_is_marked_itself(place, officer):
    take(place, officer, {})
    take(place, officer, {"release_date": "2018-02-05"})

    assert Observation.objects.get(is_superseded=True).edition == "2018-02-05"


def test_nothing_is_taken_in_where_a_row_cannot_be(place, officer, monkeypatch):
    import_ = files.handed_in(place, officer, files.long({}, {"indicator_id": "WIND", "unit": "GW"}))  # fmt: skip
    imports.ask_to_take_in(import_, by=officer)
    monkeypatch.setattr("evidence.editions.settle", lambda *given: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        Import.objects.get(pk=import_.pk).work()

    assert not Observation.objects.exists()
    assert not Item.objects.exists()
    assert not Indicator.objects.filter(place=place).exists()


def test_figures_taken_in_elsewhere_while_these_were_made_ready_are_seen(
    place, officer, monkeypatch
):
    import_ = files.handed_in(place, officer, files.long({"value": "29.4"}))
    histories = iter([[], [(1, "just now", None)]])
    monkeypatch.setattr(taking_in, "history", lambda place: next(histories))

    import_ = files.taken_in(import_, officer)

    assert (import_.stage, import_.found["moved"]) == ("preview", True)
    assert not Observation.objects.exists()


def test_an_item_withdrawn_while_figures_were_made_ready_is_seen(
    place, officer, monkeypatch
):
    item = register.add(Item(place=place, title="GVA per hour worked"), by=officer)
    import_ = files.handed_in(place, officer, files.long({"row_id": "E01"}))
    monkeypatch.setattr(
        "evidence.importing.staged.keep",
        lambda figures: register.withdraw(item, by=officer, because="Mistaken"),
    )

    import_ = files.taken_in(import_, officer)

    assert (import_.stage, import_.found["moved"]) == ("preview", True)
    assert not Observation.objects.exists()


def test_nothing_stays_behind_that_was_only_made_ready(place, officer):
    take(place, officer, {}, {"period": "2016"})
    changed = take(place, officer, {"value": "29.4"})
    files.taken_out(changed, officer)

    assert not Staged.objects.exists()
    assert Observation.objects.count() == 2


def test_what_an_import_made_new_is_taken_out_from_under_later_rows(place, officer):
    first = take(place, officer, {})
    later = files.handed_in(place, officer, files.long({"value": "29.4"}))

    files.taken_out(first, officer)

    assert later.rows.get().observation is None
    assert files.taken_in(later, officer).found["moved"]


def test_taking_in_costs_the_same_for_one_row_and_for_many(place, officer):
    costs = []
    for years in (range(2001, 2002), range(2002, 2012)):
        rows = [{"period": str(year)} for year in years]
        import_ = files.handed_in(place, officer, files.long(*rows))
        imports.ask_to_take_in(import_, by=officer)
        with CaptureQueriesContext(connection) as asked:
            files.worked(import_)
        costs.append(len([one for one in asked if one["sql"].startswith(OURS)]))

    assert costs[1] <= costs[0]


def test_the_catalogue_is_loaded_as_often_as_one_likes():
    first, again = catalogue.load(), catalogue.load()

    assert first["left"] == 0 or first["added"] == 0
    assert (again["added"], again["changed"]) == (0, 0)
    assert Indicator.objects.get(key="PAY_RES").adding == "never"
    assert Indicator.objects.get(key="PROD_HOUR").bears_on == "productivity"
