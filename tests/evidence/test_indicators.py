"""The statistics of a base: what is listed, what is refused, and what is said instead."""

from datetime import date
from decimal import Decimal

import pytest

from evidence import leaning, register
from evidence.models import Item
from people.models import PlaceAuthority, PlaceCode, Role
from people.models.place import LocalAuthority
from tests.factories import (
    IndicatorFactory,
    ItemFactory,
    ObservationFactory,
    UserFactory,
    a_person,
)

pytestmark = pytest.mark.django_db
BASE = "/places/marlshire/evidence/indicators/"
OURS = "X37000901"
DISTRICTS = {"X07000902": "Marl Vale", "X07000903": "North Saltings"}


@pytest.fixture
def place(place):
    PlaceCode.objects.create(place=place, code=OURS)
    for code, name in DISTRICTS.items():
        council = LocalAuthority.objects.create(code=code, name=name)
        PlaceAuthority.objects.create(place=place, authority=council)
    return place


@pytest.fixture
def pay(place):
    return IndicatorFactory(
        key="PAY_RES", title="Median weekly pay", unit="GBP", adding="never",
        caution="never average district medians",
    )  # fmt: skip


@pytest.fixture
def add(place):
    def one(indicator, area=OURS, **fields):
        if area in DISTRICTS:
            fields = {"area_name": DISTRICTS[area], "area_kind": "LAD", **fields}
        return ObservationFactory(place=place, indicator=indicator, area=area, **fields)

    return one


def words(response):
    return " ".join(response.content.decode().split())


def test_a_base_without_figures_says_what_comes_next(as_officer, place):
    assert "No figures yet" in words(as_officer.get(BASE))


def test_the_list_tells_the_latest_of_ours_beside_its_comparator(
    as_officer, place, add
):
    rate = IndicatorFactory(key="EMP_RATE", title="Employment rate")
    add(rate, period="2016", value=Decimal("77.1"), decimals=1)
    add(
        rate, period="2017", value=Decimal("78.4"), decimals=1,
        comparator_name="England", comparator_value=Decimal("75.6"),
    )  # fmt: skip
    add(rate, area="X37000902", area_name="Northmark", period="2015")

    shown = words(as_officer.get(BASE))

    assert f'<a class="govuk-link" href="{BASE}EMP_RATE/">Employment rate</a>' in shown
    assert "78.4 per cent<br>" in shown
    assert "England 75.6" in shown
    assert "2015 to 2017" in shown


def test_a_stated_gap_is_listed_with_its_statistic(as_officer, place):
    spent = IndicatorFactory(key="RD_BERD", title="Business R&D spending")
    ItemFactory(place=place, kind="gap", title="No figure for LEPs", indicator=spent)

    assert "No such figure exists" in words(as_officer.get(BASE))
    assert "No figure for LEPs" in words(as_officer.get(f"{BASE}RD_BERD/"))


def test_medians_are_never_added_up_and_the_range_is_offered(as_officer, add, pay):
    add(pay, area="X07000902", value=571, period="2018")
    add(pay, area="X07000903", value=458, period="2018")

    shown = words(as_officer.get(f"{BASE}PAY_RES/"))

    assert "Between £458 in North Saltings and £571 in Marl Vale" in shown
    assert "cannot be added up or averaged into one for the whole place" in shown
    assert "1,029" not in shown
    assert "514.5" not in shown
    assert "never average district medians" in shown


def test_counts_are_added_up_once_every_district_has_one(as_officer, add):
    births = IndicatorFactory(key="BIRTHS", unit="count", adding="sum")
    add(births, area="X07000902", value=1200)

    part = words(as_officer.get(f"{BASE}BIRTHS/"))
    add(births, area="X07000903", value=850)
    whole = words(as_officer.get(f"{BASE}BIRTHS/"))

    assert "Still without one: North Saltings" in part
    assert "Added up, the districts come to <strong>2,050</strong>" in whole


def test_a_district_held_back_is_no_zero_in_a_sum(as_officer, add):
    births = IndicatorFactory(key="BIRTHS", unit="count", adding="sum")
    add(births, area="X07000902", value=1200)
    add(births, area="X07000903", state="suppressed")

    shown = words(as_officer.get(f"{BASE}BIRTHS/"))

    assert "Still without one: North Saltings" in shown
    assert "Held back by its publisher" in shown


def test_shares_say_what_weighting_would_take(as_officer, add):
    rate = IndicatorFactory(key="SFBB", adding="weighted")
    for area in DISTRICTS:
        add(rate, area=area)

    assert "weighted with what it is a share of" in words(
        as_officer.get(f"{BASE}SFBB/")
    )


def test_two_figures_for_one_area_and_period_are_shown_with_their_sources(
    as_officer, add, pay
):
    add(pay, value=520, dataset="ASHE", publisher="ONS")
    add(pay, value=535, dataset="Survey of employers", publisher="A firm")

    shown = words(as_officer.get(f"{BASE}PAY_RES/"))

    assert "Sources differ" in shown
    assert "520 GBP (ONS, ASHE)" in shown
    assert "535 GBP (A firm, Survey of employers)" in shown


def test_figures_of_other_periods_or_units_or_that_agree_are_no_disagreement(
    as_officer, add, pay
):
    add(pay, value=520, dataset="ASHE", period="2016")
    add(pay, value=535, dataset="ASHE", period="2017")
    add(pay, value=535, dataset="Another")
    add(pay, value=100, dataset="ASHE", unit="index")

    assert "Sources differ" not in words(as_officer.get(f"{BASE}PAY_RES/"))


def test_a_newer_edition_names_what_still_leans_on_the_older(
    as_officer, add, pay, place, monkeypatch
):
    old, new = ItemFactory.create_batch(2, place=place)
    add(pay, value=520, edition="2018", is_superseded=True, item=old)
    add(pay, value=535, edition="2019", item=new, released_on=date(2019, 10, 1))
    told = leaning.Leaning("The local economy", "/strategies/marlshire/parts/x/")
    monkeypatch.setattr(leaning, "_sources", [lambda *_: {old.ref: [told]}])

    shown = words(as_officer.get(f"{BASE}PAY_RES/"))

    assert "A newer edition is in your evidence base" in shown
    assert f">{old.ref}</a>" in shown
    assert f">{new.ref}</a>" in shown
    assert '<a class="govuk-link" href="/strategies/marlshire/parts/x/">' in shown
    assert "Show 1 figure of older editions" in shown
    assert ">520<" in words(as_officer.get(f"{BASE}PAY_RES/?show=older"))


def test_figures_have_their_limits_and_are_drawn_over_time_and_in_order(
    as_officer, add
):
    rate = IndicatorFactory(key="EMP_RATE", title="Employment rate")
    for year in ("2016", "2017"):
        add(rate, period=year, value=78, ci_low=76, ci_high=80)
        add(rate, area="X37000902", area_name="Northmark", period=year, value=70)

    shown = words(as_officer.get(f"{BASE}EMP_RATE/"))

    assert "76 to 80" in shown
    assert shown.count("<svg") == 2
    assert "78 (76 to 80)" in shown


def test_each_unit_and_part_has_a_table_of_its_own(as_officer, add):
    jobs = IndicatorFactory(key="BRES", unit="count")
    add(jobs, value=900, breakdown="Manufacturing")
    add(jobs, value=5000)

    assert ">5,000<" in words(as_officer.get(f"{BASE}BRES/"))
    part = words(as_officer.get(f"{BASE}BRES/?unit=count&breakdown=Manufacturing"))
    assert ">900<" in part
    assert ">5,000<" not in part


def test_figures_of_restricted_evidence_stay_with_the_places_people(
    client, place, add, pay
):
    secret = ItemFactory(place=place, is_restricted=True, restricted_because="Bought")
    add(pay, value=777, item=secret)
    reader = a_person(Role.READER, place)

    client.force_login(reader)
    assert ">777<" in words(client.get(f"{BASE}PAY_RES/"))

    client.force_login(UserFactory())
    assert client.get(f"{BASE}PAY_RES/").status_code == 404


def test_withdrawn_evidence_takes_its_figures_with_it(as_officer, place, officer, add, pay):  # fmt: skip
    item = ItemFactory(place=place)
    add(pay, value=777, item=item)
    register.withdraw(Item.objects.get(), by=officer, because="Corrected")

    assert ">777<" not in words(as_officer.get(f"{BASE}PAY_RES/"))


@pytest.mark.parametrize("key", ["NO_SUCH", "%01", "é" * 50, "a/../b", "'"])
def test_an_unknown_statistic_is_not_there(as_officer, place, key):
    assert as_officer.get(f"{BASE}{key}/").status_code == 404


def test_bent_queries_show_the_page_all_the_same(as_officer, add, pay):
    add(pay)

    for query in ("page=x&show=9", "unit=%01", "breakdown=%01&unit=", "page=99999"):
        assert as_officer.get(f"{BASE}PAY_RES/?{query}").status_code == 200


@pytest.mark.parametrize("many", [1, 50])
def test_the_list_asks_as_little_of_fifty_as_of_one(
    as_officer, add, many, django_assert_max_num_queries
):
    for _ in range(many):
        add(IndicatorFactory())

    with django_assert_max_num_queries(10):
        as_officer.get(BASE)


@pytest.mark.parametrize("many", [1, 50])
def test_a_statistic_asks_as_little_of_fifty_as_of_one(
    as_officer, add, pay, place, many, django_assert_max_num_queries
):
    for number in range(many):
        old, new = ItemFactory.create_batch(2, place=place)
        area = f"E3700{number:04}"
        add(pay, area=area, item=old, is_superseded=True, edition="1")
        add(pay, area=area, item=new, edition="2")
        add(pay, area=area, item=new, edition="3", value=20)

    with django_assert_max_num_queries(11):
        as_officer.get(f"{BASE}PAY_RES/")


def test_an_item_says_which_of_its_figures_are_of_an_older_edition(
    as_officer, add, pay, place
):
    item = ItemFactory(place=place)
    add(pay, value=520, edition="2018", is_superseded=True, item=item)

    shown = words(as_officer.get(item.get_absolute_url()))

    assert "Median weekly pay</a>: 1 figure." in shown
    assert "A newer edition of 1 of them is in your evidence base" in shown
    assert f'href="{BASE}PAY_RES/#older"' in shown
