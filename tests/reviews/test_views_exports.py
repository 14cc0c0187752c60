"""Handing over the agreed set, as administrators do it."""

import re
import time

import pytest
import time_machine
from django.utils import timezone

from office import jobs, ledger
from office.models import State
from people.models import Place
from reviews.models import Export
from strategies.models.version import Stage
from tests.reviews.agreed import store_pdf, wait_for_nothing_else


@pytest.fixture
def agreed(bring_to):
    strategy = bring_to("agreed")
    store_pdf(strategy.agreement.version, Stage.AGREED)
    wait_for_nothing_else(strategy.agreement.version)
    return strategy


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.administrator)
    return client


def once_in(page):
    return re.search(r'name="once" value="([^"]+)"', page.text)[1]


def ask(client, agreement, address="/exports/add/", **more):
    data = {"agreements": agreement.pk, "once": once_in(client.get(address)), **more}
    return client.post(address, data)


@pytest.mark.parametrize(
    "who",
    ["officer", "contributor", "approver", "reader", "area_lead", "reviewer", "stranger"],
)  # fmt: skip
@pytest.mark.parametrize(
    "address", ["/exports/", "/exports/add/", "/exports/1/", "/exports/1/download/"]
)
def test_downloads_are_for_administrators(client, cast, who, address):
    client.force_login(getattr(cast, who))

    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403


def test_an_administrator_asks_for_the_agreed_set_and_saves_it(agreed, admin, cast):
    answer = ask(admin, agreed.agreement)

    export = Export.objects.get()
    assert answer["Location"] == f"/exports/{export.pk}/"
    assert [item.pk for item in export.strategies.all()] == [agreed.pk]
    assert "is waiting for its turn" in admin.get(f"/exports/{export.pk}/").text
    assert admin.get(f"/exports/{export.pk}/download/").status_code == 404

    jobs.work_on_next()

    page = admin.get(f"/exports/{export.pk}/").text
    assert "The download is ready." in page
    assert "Download the ZIP file" in page
    saved = admin.get(f"/exports/{export.pk}/download/")
    assert b"".join(saved.streaming_content).startswith(b"PK")
    assert saved["Content-Type"] == "application/zip"
    day = timezone.localdate(export.asked_at)
    assert f"agreed-strategies-{day}.zip" in saved["Content-Disposition"]


def test_who_asked_and_who_saved_is_recorded(agreed, admin, cast):
    ask(admin, agreed.agreement)
    jobs.work_on_next()
    export = Export.objects.get()
    list(admin.get(f"/exports/{export.pk}/download/"))

    about = ("export", "download_export")
    entries = ledger.entries(ledger.PEOPLE).filter(verb__in=about)
    asked, saved = entries.order_by("number")
    assert (asked.verb, asked.by) == ("export", cast.administrator)
    assert asked.facts == {"strategies": [agreed.slug]}
    assert (saved.verb, saved.by) == ("download_export", cast.administrator)
    assert saved.facts == {"export": export.pk, "sha256": export.sha256}


def test_twenty_identical_posts_make_one(agreed, admin):
    data = {
        "agreements": agreed.agreement.pk,
        "once": once_in(admin.get("/exports/add/")),
    }

    answers = [admin.post("/exports/add/", data) for _ in range(20)]

    assert {answer.status_code for answer in answers} == {302}
    assert Export.objects.count() == 1
    assert ledger.entries(ledger.PEOPLE).filter(verb="export").count() == 1


def test_without_a_tick_nothing_is_made(agreed, admin):
    answer = admin.post("/exports/add/", {"once": once_in(admin.get("/exports/add/"))})

    assert "Choose at least one strategy" in answer.text
    assert not Export.objects.exists()


@pytest.mark.parametrize("number", ["0", "999", "x", "1 OR 1=1"])
def test_what_is_not_on_the_list_cannot_be_ticked(agreed, admin, number):
    answer = admin.post(
        "/exports/add/",
        {"agreements": number, "once": once_in(admin.get("/exports/add/"))},
    )

    assert answer.status_code == 200
    assert "There is a problem" in answer.text
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("wave=3", True),
        ("wave=1", False),
        ("region=North West", True),
        ("since_day=1&since_month=11&since_year=2026", True),
        ("since_day=3&since_month=11&since_year=2026", False),
        ("until_day=2&until_month=11&until_year=2026", True),
        ("until_day=1&until_month=11&until_year=2026", False),
    ],
)
def test_the_choice_is_narrowed_by_wave_region_and_days(
    agreed, admin, cast, query, is_there
):
    Place.objects.filter(pk=cast.place.pk).update(wave=3, region="North West")
    Place.objects.exclude(pk=cast.place.pk).update(wave=1)

    page = admin.get(f"/exports/add/?{query}").text

    assert (f"{agreed.title} (Marlshire LEP)" in page) is is_there
    assert ("No agreed strategy matches." in page) is not is_there


def test_the_choice_is_kept_in_words(agreed, admin, cast):
    address = "/exports/add/?since_day=1&since_month=11&since_year=2026"

    ask(admin, agreed.agreement, address)

    assert Export.objects.get().chosen_by == "agreed from 1 November 2026"
    assert "agreed from 1 November 2026" in admin.get("/exports/").text


def test_a_day_that_is_none_is_told_and_narrows_nothing(agreed, admin):
    page = admin.get("/exports/add/?since_day=31&since_month=2&since_year=2026").text

    assert "There is a problem" in page
    assert agreed.title in page


def test_a_failed_one_says_why_and_is_tried_again(agreed, admin):
    ask(admin, agreed.agreement)
    why = "The agreed PDF of A strategy is not ready. Try again in a few minutes."
    Export.objects.update(state=State.FAILED, error=why)
    export = Export.objects.get()

    page = admin.get(f"/exports/{export.pk}/").text
    assert why in page
    answer = admin.post(f"/exports/{export.pk}/")

    assert answer.status_code == 302
    export.refresh_from_db()
    assert (export.state, export.error) == (State.WAITING, "")


def test_a_second_click_on_try_again_changes_nothing(agreed, admin):
    ask(admin, agreed.agreement)
    export = Export.objects.get()

    answer = admin.post(f"/exports/{export.pk}/")

    assert answer.status_code == 200
    export.refresh_from_db()
    assert export.state == State.WAITING


def test_after_thirty_days_it_is_gone_before_the_sweep_comes(agreed, admin, cast):
    ask(admin, agreed.agreement)
    jobs.work_on_next()
    export = Export.objects.get()

    with time_machine.travel(time.time() + 30 * 86400 + 60):
        admin.force_login(cast.administrator)
        assert admin.get(f"/exports/{export.pk}/download/").status_code == 404
        page = admin.get(f"/exports/{export.pk}/").text

    assert "Its 30 days are over" in page
    assert "Download the ZIP file" not in page


@pytest.mark.parametrize("many", [1, 50])
def test_the_list_costs_the_same_for_fifty(
    cast, admin, many, django_assert_max_num_queries
):
    for _ in range(many):
        Export.objects.create(chosen_by="All", asked_by=cast.administrator)
    admin.get("/exports/")

    with django_assert_max_num_queries(4):
        admin.get("/exports/")
