from datetime import date

import pytest
from django import forms

from office.approximate import Approximate
from office.fields import ApproximateDateField, DateField, DateInput


class Dated(forms.Form):
    on = DateField(required=False)
    about = ApproximateDateField(required=False)


def typed(day="", month="", year=""):
    return Dated({"on_day": day, "on_month": month, "on_year": year})


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", " MAR "])
def test_a_month_may_be_a_figure_or_a_word(month):
    form = typed("31", month, "2019")

    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2019, 3, 31)


def test_an_optional_date_may_be_left_out():
    form = typed()

    assert form.is_valid()
    assert form.cleaned_data["on"] is None


@pytest.mark.parametrize(
    ("parts", "message", "wrong"),
    [
        (("", "3", "2019"), "The date must include a day", ("day",)),
        (("31", "", ""), "The date must include a month and a year", ("month", "year")),
        (("31", "2", "2019"), "The date must be a real date", DateInput.PARTS),
        (("x", "2", "2019"), "The date must be a real date", DateInput.PARTS),
        (("1", "Marzo", "2019"), "The date must be a real date", DateInput.PARTS),
        (("1", "2", "19"), "The year must be four figures, like 2019", ("year",)),
        (("1", "2", "\u0662\u0660\u0661\u0669"), "The year must be four figures, like 2019", ("year",)),
        (("1", "2", "1066"), "The year must be between 1900 and 2199", ("year",)),
        (("9" * 5000, "2", "2019"), "The date must be a real date", DateInput.PARTS),
    ],
)  # fmt: skip
def test_a_wrong_date_says_which_part_is_wrong(parts, message, wrong):
    form = typed(*parts)

    assert form.errors["on"] == [message]
    assert form.errors["on"].as_data()[0].params == {"parts": wrong}


def test_a_date_knows_whether_it_was_changed():
    same = {"on_day": "1", "on_month": "2", "on_year": "2019"}
    initial = {"on": date(2019, 2, 1)}

    assert not Dated(same, initial=initial).has_changed()
    assert Dated({**same, "on_day": "2"}, initial=initial).has_changed()
    assert Dated({**same, "on_day": "x"}, initial=initial).has_changed()


def test_an_approximate_date_is_kept_in_its_own_words():
    form = Dated({"about": "Early  2020"})

    assert form.is_valid()
    assert form.cleaned_data["about"] == Approximate.parse("early 2020")
    assert (
        Dated(initial={"about": form.cleaned_data["about"]})["about"].value()
        == "early 2020"
    )


def test_an_approximate_date_left_out_is_none():
    form = Dated({})

    assert form.is_valid()
    assert form.cleaned_data["about"] is None


def test_nonsense_is_refused_in_words():
    form = Dated({"about": "soon"})

    assert form.errors["about"][0].startswith("Enter a date with its year, like")


def test_an_approximate_date_knows_whether_it_was_changed():
    initial = {"about": Approximate.parse("early 2020")}

    assert not Dated({"about": "early 2020"}, initial=initial).has_changed()
    assert Dated({"about": "late 2020"}, initial=initial).has_changed()
    assert Dated({"about": "soon"}, initial=initial).has_changed()
