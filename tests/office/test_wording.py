import pytest
from django import forms

from office.wording import errors_of


class Plain(forms.Form):
    title = forms.CharField(label="Title", max_length=5)
    url = forms.CharField(label="URL of the page")
    when = forms.CharField(label="When is it due?")
    region = forms.ChoiceField(label="Region", choices=[("n", "North")])
    year = forms.IntegerField(label="End year", min_value=2018, max_value=2040)
    paper = forms.FileField(label="Board paper")
    name = forms.CharField(label="Name", error_messages={"required": "Who are you?"})


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("title", "", "Enter title"),
        ("url", "", "Enter URL of the page"),
        ("when", "", "Answer this: When is it due?"),
        ("region", "", "Choose region"),
        ("paper", "", "Choose board paper"),
        ("name", "", "Who are you?"),
        ("title", "too long", "Title must be 5 characters or fewer. It has 8"),
        ("title", "a\0b", "Title holds a character that cannot be kept (NUL). Type it again"),
        ("region", "w", "Choose one of the answers that are offered"),
        ("year", "2017", "End year must be 2018 or more"),
        ("year", "2041", "End year must be 2040 or less"),
        ("year", "soon", "Enter a whole number."),
    ],
)  # fmt: skip
def test_an_error_is_said_in_our_words(name, typed, words):
    form = Plain({name: typed})

    assert errors_of(form[name]) == [words]
