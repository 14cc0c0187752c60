"""A single figure, typed in: it goes the way of a file with one row."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence import catalogue
from evidence.models import Import, Observation
from people.models import Role
from tests.evidence import import_files as files
from tests.factories import a_person

pytestmark = pytest.mark.django_db
TYPED = {
    "area_name": "X37000001",
    "period": "2017",
    "value": "28.90",
    "unit": "GBP",
    "release": "06/02/2019",
}
ADD = reverse("evidence:figure_add", args=["marlshire", "PROD_HOUR"])


@pytest.fixture
def place():
    catalogue.load()
    return files.places()[0]


@pytest.fixture
def figure(place, officer):
    files.taken_in(files.handed_in(place, officer, files.long({})), officer)
    return Observation.objects.get()


def posted(form, **typed):
    """The form as it was shown, with what is typed into it."""
    shown = {box.html_name: box.value() or "" for box in form}
    return {**shown, "once": str(uuid4()), **typed}


def sent(client, address, **typed):
    return client.post(address, posted(client.get(address).context["form"], **typed))


def of(name, figure):
    return reverse(f"evidence:{name}", args=["marlshire", "PROD_HOUR", figure.pk])


def read(officer):
    import_ = files.worked(Import.objects.latest("pk"))
    return files.taken_in(import_, officer)


def test_a_figure_is_added_by_hand_and_taken_out_again(as_officer, officer, place):
    reply = sent(as_officer, ADD, **TYPED)
    assert reply.url == reverse("evidence:import", args=["marlshire", 1])

    import_ = read(officer)

    kept = Observation.objects.get()
    assert (kept.area, kept.period, str(kept.value)) == (
        "X37000001",
        "2017",
        "28.900000",
    )
    assert (kept.edition, kept.item.ref) == ("2019-02-06", "E01")
    assert import_.name == "GVA per hour worked 2017: added by hand"
    files.taken_out(import_, officer)
    assert not Observation.objects.exists()


WRONG = {
    "period": ("lately", "“lately” is no period that can be read"),
    "value": ("12,5", "has a comma for a decimal point"),
    "unit": ("tonnes", "but the row’s unit is tonnes"),
    "comparator_value": ("some", "“some”, is not a number"),
    "release": ("30/02/2019", "There is no such day as 30/02/2019"),
    "licence": ("", "Enter the licence"),
}


@pytest.mark.parametrize("field", WRONG)
def test_what_is_wrong_is_said_at_its_field(field, as_officer, place):
    typed, said = WRONG[field]

    page = sent(as_officer, ADD, **{**TYPED, field: typed})

    assert said in page.context["form"].errors[field][0]
    assert not Import.objects.exists()


def test_twenty_identical_posts_hand_in_one_figure(as_officer, place):
    form = as_officer.get(ADD).context["form"]
    typed = posted(form, **TYPED)

    replies = {as_officer.post(ADD, typed).url for _ in range(20)}

    assert len(replies) == Import.objects.count() == 1


def test_a_median_that_nobody_can_work_out_is_refused_by_hand_too(
    as_officer, officer, place
):
    address = reverse("evidence:figure_add", args=["marlshire", "PAY_RES"])

    sent(as_officer, address, **TYPED)

    (reason,) = files.reasons(files.worked(Import.objects.get()))
    assert "medians cannot be averaged" in reason


def test_a_figure_is_corrected_under_the_evidence_it_has(as_officer, officer, figure):
    sent(as_officer, of("figure_correct", figure), value="29.40", ci_low="29")

    import_ = read(officer)

    (row,) = import_.rows.all()
    assert (row.outcome, row.before["value"]) == ("changed", "28.900000")
    kept = Observation.objects.get()
    assert (str(kept.value), str(kept.ci_low)) == ("29.400000", "29.000000")
    assert (kept.pk, kept.item_id) == (figure.pk, figure.item_id)


def test_a_correction_that_changes_nothing_is_none(as_officer, figure):
    page = sent(as_officer, of("figure_correct", figure))

    assert "Change something" in page.content.decode()


def test_a_correction_of_what_somebody_changed_meanwhile_is_asked_again(
    as_officer, figure
):
    address = of("figure_correct", figure)
    typed = posted(as_officer.get(address).context["form"], value="29.40")
    Observation.objects.update(value="30")

    page = as_officer.post(address, typed)

    assert "It is now 30.00" in page.content.decode()
    again = {**typed, "was": page.context["form"]["was"].value()}
    assert as_officer.post(address, again).status_code == 302


def test_a_withdrawn_figure_stands_without_a_value_and_can_come_back(
    as_officer, officer, figure
):
    sent(as_officer, of("figure_withdraw", figure), because="Typed wrongly")

    import_ = read(officer)

    kept = Observation.objects.get()
    assert (kept.state, kept.value) == ("missing", None)
    assert kept.note == "Withdrawn: Typed wrongly"
    files.taken_out(import_, officer)
    assert str(Observation.objects.get().value) == "28.900000"


def test_a_contributor_adds_figures_and_changes_none(client, place, figure):
    client.force_login(a_person(Role.CONTRIBUTOR, place))
    page = reverse("evidence:indicator", args=["marlshire", "PROD_HOUR"])

    text = client.get(page).content.decode()

    assert "Add a figure" in text
    assert "Correct" not in text
    assert client.get(of("figure_correct", figure)).status_code == 403


def test_a_figure_costs_ten_queries_at_most(
    as_officer, figure, django_assert_max_num_queries
):
    typed = posted(as_officer.get(ADD).context["form"], **TYPED)

    with django_assert_max_num_queries(10):
        as_officer.get(ADD)
    with django_assert_max_num_queries(10):
        as_officer.get(of("figure_correct", figure))
    with CaptureQueriesContext(connection) as done:
        as_officer.post(ADD, typed)
    assert len([one for one in done if "SAVEPOINT" not in one["sql"]]) <= 10
