import html5lib
import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template

from tests.office.forms import Everything, LaidOut

GOOD = {
    "title": "T & <b>",
    "email": "a@b.example",
    "count": "3",
    "cost": "1.50",
    "body": "\nFirst line",
    "found": "more",
    "themes": ["ideas", "places"],
    "sure": "on",
    "region": "s",
    "due_on_day": "31",
    "due_on_month": "3",
    "due_on_year": "2019",
    "target": "early 2020",
    "password": "secret words",
    "revision": "7",
}


def page(html):
    return html5lib.parse(html, namespaceHTMLElements=False)


def drawn(form):
    return page(as_crispy_form(form))


def by_id(tree, name):
    (found,) = (e for e in tree.iter() if e.get("id") == name)
    return found


def classes(element):
    return set((element.get("class") or "").split())


def text(element):
    return " ".join("".join(element.itertext()).split())


@pytest.fixture
def plain():
    return drawn(Everything())


@pytest.fixture
def in_error():
    return drawn(Everything({}))


@pytest.fixture
def filled():
    return drawn(Everything(GOOD, {"paper": SimpleUploadedFile("a.pdf", b"%PDF")}))


ONE_INPUT = {
    "title": ("input", "govuk-input"),
    "email": ("input", "govuk-input"),
    "body": ("textarea", "govuk-textarea"),
    "summary": ("textarea", "govuk-js-character-count"),
    "region": ("select", "govuk-select"),
    "target": ("input", "govuk-input"),
    "paper": ("input", "govuk-file-upload"),
    "password": ("input", "govuk-password-input__input"),
}


@pytest.mark.parametrize("name", ONE_INPUT)
def test_an_input_has_its_label_and_its_component(plain, name):
    tag, component = ONE_INPUT[name]
    field = by_id(plain, f"id_{name}")
    (label,) = (e for e in plain.iter("label") if e.get("for") == f"id_{name}")

    assert (field.tag, field.get("name")) == (tag, name)
    assert component in classes(field)
    assert text(label) == Everything.base_fields[name].label


def test_the_hint_describes_the_input(plain):
    field = by_id(plain, "id_title")

    assert field.get("aria-describedby") == "id_title-hint"
    assert text(by_id(plain, "id_title-hint")) == "A short title"


def test_a_limit_never_cuts_what_is_typed(plain):
    assert by_id(plain, "id_title").get("maxlength") is None


@pytest.mark.parametrize(
    ("name", "attribute", "value"),
    [
        ("title", "autocomplete", "off"),
        ("title", "spellcheck", "true"),
        ("email", "type", "email"),
        ("email", "spellcheck", "false"),
        ("count", "type", "text"),
        ("count", "inputmode", "numeric"),
        ("cost", "inputmode", "decimal"),
        ("body", "data-editor", "markdown"),
        ("body", "rows", "10"),
        ("summary", "rows", "3"),
        ("paper", "type", "file"),
        ("password", "type", "password"),
        ("password", "autocomplete", "new-password"),
        ("revision", "type", "hidden"),
    ],
)
def test_attributes_reach_the_input(plain, name, attribute, value):
    assert by_id(plain, f"id_{name}").get(attribute) == value


def test_words_are_counted_against_the_suggested_length(plain):
    group = next(e for e in plain.iter("div") if "govuk-character-count" in classes(e))

    assert group.get("data-maxlength") == "200"
    assert group.get("data-count-type") == "words"
    assert group.get("data-threshold") == "75"
    assert text(by_id(plain, "id_summary-info")) == "You can enter up to 200 words"


def test_a_suggested_length_is_said_without_scripts(plain):
    (count,) = (e for e in plain.iter("p") if e.get("data-words-of") == "id_part")

    assert text(count) == "About 1,500 words are suggested"
    assert count.get("data-suggested") == "1500"
    assert by_id(plain, "id_part").get("aria-describedby") == "id_part-words"


def test_money_has_its_sign_before_it(plain):
    (prefix,) = (e for e in plain.iter("div") if "govuk-input__prefix" in classes(e))

    assert text(prefix) == "£"


def test_radios_stand_in_a_fieldset_with_hints_and_the_first_has_the_fields_id(plain):
    radios = [e for e in plain.iter("input") if e.get("type") == "radio"]
    legends = [text(e) for e in plain.iter("legend")]

    assert [(e.get("id"), e.get("value")) for e in radios] == [
        ("id_found", "shown"),
        ("id_found-2", "more"),
    ]
    assert radios[0].get("aria-describedby") == "id_found-item-hint"
    assert text(by_id(plain, "id_found-item-hint")) == "The text says it"
    assert any("govuk-radios--inline" in classes(e) for e in plain.iter("div"))
    assert legends == ["What we found", "Foundations", "When it is due"]


def test_one_box_has_its_own_label_and_no_fieldset(plain):
    box = by_id(plain, "id_sure")

    assert (box.get("type"), box.get("value"), box.get("name")) == (
        "checkbox",
        "on",
        "sure",
    )
    assert text(by_id(plain, "id_sure-item-hint")) == "This cannot be undone"


def test_an_empty_choice_asks_for_one(plain):
    options = [text(option) for option in by_id(plain, "id_region")]

    assert options == ["Choose one", "North", "South"]


def test_a_date_is_three_boxes_in_a_group(plain):
    boxes = [by_id(plain, f"id_due_on_{part}") for part in ("day", "month", "year")]
    group = next(e for e in plain.iter("fieldset") if e.get("role") == "group")

    assert [box.get("name") for box in boxes] == [
        "due_on_day",
        "due_on_month",
        "due_on_year",
    ]
    assert {box.get("inputmode") for box in boxes} == {"numeric"}
    assert group.get("aria-describedby") == "id_due_on-hint"


def test_what_was_typed_comes_back(filled):
    checked = {
        e.get("id") for e in filled.iter("input") if e.get("checked") is not None
    }
    (chosen,) = (e for e in by_id(filled, "id_region") if e.get("selected") is not None)

    assert by_id(filled, "id_title").get("value") == "T & <b>"
    assert by_id(filled, "id_cost").get("value") == "1.50"
    assert by_id(filled, "id_body").text == "\nFirst line"
    assert checked == {"id_found-2", "id_themes", "id_themes-3", "id_sure"}
    assert text(chosen) == "South"
    assert by_id(filled, "id_due_on_year").get("value") == "2019"
    assert by_id(filled, "id_target").get("value") == "early 2020"
    assert by_id(filled, "id_revision").get("value") == "7"


def test_a_password_never_comes_back(filled):
    assert by_id(filled, "id_password").get("value") in (None, "")


@pytest.mark.parametrize(
    ("name", "mark", "message"),
    [
        ("title", "govuk-input--error", "Enter a title"),
        ("body", "govuk-textarea--error", "Enter the text"),
        ("region", "govuk-select--error", "Choose a region"),
        ("paper", "govuk-file-upload--error", "Choose a file"),
        ("password", "govuk-input--error", "Enter your password"),
    ],
)
def test_an_error_stands_by_its_input(in_error, name, mark, message):
    field = by_id(in_error, f"id_{name}")

    assert mark in classes(field)
    assert f"id_{name}-error" in field.get("aria-describedby").split()
    assert text(by_id(in_error, f"id_{name}-error")) == f"Error: {message}"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("found", "Say what you found"),
        ("themes", "Choose a foundation"),
        ("sure", "Say that you are sure"),
        ("due_on", "Enter a date"),
    ],
)
def test_an_error_stands_by_its_group(in_error, name, message):
    assert text(by_id(in_error, f"id_{name}-error")) == f"Error: {message}"


def test_only_the_wrong_part_of_a_date_is_marked():
    form = Everything({**GOOD, "due_on_month": ""})
    tree = drawn(form)

    marked = [
        part
        for part in ("day", "month", "year")
        if "govuk-input--error" in classes(by_id(tree, f"id_due_on_{part}"))
    ]
    assert marked == ["month"]


def test_all_errors_of_a_field_are_shown():
    form = Everything(GOOD)
    form.add_error("title", "Too plain")
    form.add_error("title", "<Too> short")

    assert text(by_id(drawn(form), "id_title-error")) == "Error: Too plain<Too> short"


def summary(form):
    template = Template('{% include "components/error_summary.html" %}')
    return page(template.render(Context({"form": form})))


def test_the_summary_links_to_inputs_that_exist():
    form = Everything({"due_on_day": "31", "due_on_year": "2019"})
    form.add_error(None, "The strategy has moved on")
    tree = drawn(form)
    links = {text(a): a.get("href") for a in summary(form).iter("a")}

    assert links["Enter a title"] == "#id_title"
    assert links["The date must include a month"] == "#id_due_on_month"
    assert links["Say what you found"] == "#id_found"
    assert all(
        by_id(tree, href.removeprefix("#")) is not None for href in links.values()
    )


def test_the_summary_says_what_belongs_to_no_input():
    form = Everything({})
    form.add_error(None, "The strategy has moved on")
    items = [text(li) for li in summary(form).iter("li")]

    assert items[0] == "The strategy has moved on"
    assert "Enter revision" in items  # hidden, so there is nothing to link to


def test_a_good_form_has_no_summary():
    assert list(summary(Everything()).iter("h2")) == []


def test_a_layout_draws_fieldsets_and_buttons_in_a_form():
    tree = page(render_crispy_form(LaidOut()))
    (form,) = tree.iter("form")
    buttons = list(tree.iter("button"))

    assert (form.get("method"), form.get("novalidate")) == ("post", "")
    assert [text(e) for e in tree.iter("legend")] == ["About you"]
    assert [(b.get("name"), text(b)) for b in buttons] == [
        ("save", "Save and go on"),
        ("later", "Later"),
    ]
    assert classes(buttons[1]) == {"govuk-button", "govuk-button--secondary"}


def test_a_form_with_a_file_says_how_it_is_sent():
    (form,) = page(render_crispy_form(Everything())).iter("form")

    assert form.get("enctype") == "multipart/form-data"


class Row(forms.Form):
    """A line of a formset."""

    name = forms.CharField(label="Name")


def test_the_summary_of_a_formset_links_into_each_of_its_forms():
    rows = forms.formset_factory(Row, extra=0, min_num=2, max_num=2, validate_max=True)
    data = {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0", "form-1-name": "x"}
    formset = rows(data)
    formset.is_valid()
    template = Template("{% load govuk %}{% error_summary formset %}")
    tree = page(template.render(Context({"formset": formset})))

    assert [a.get("href") for a in tree.iter("a")] == ["#id_form-0-name"]
    assert len(list(tree.iter("li"))) == 2


def test_the_summary_takes_several_forms():
    several = [Row({}, prefix="a"), Row({}, prefix="b")]
    template = Template("{% load govuk %}{% error_summary several %}")
    tree = page(template.render(Context({"several": several})))

    assert [a.get("href") for a in tree.iter("a")] == ["#id_a-name", "#id_b-name"]


class Grouped(forms.Form):
    """Choices in groups, and several of a list."""

    place = forms.ChoiceField(
        choices=[("LEPs", [("a", "A"), ("b", "B")]), ("MCAs", [("c", "C")])],
        widget=forms.RadioSelect,
    )
    regions = forms.MultipleChoiceField(choices=[("n", "North"), ("s", "South")])


def test_groups_of_choices_begin_with_their_names():
    tree = drawn(Grouped(initial={"place": "c", "regions": ["s"]}))
    dividers = [
        text(e) for e in tree.iter("div") if "govuk-radios__divider" in classes(e)
    ]
    (chosen,) = (e for e in tree.iter("input") if e.get("checked") is not None)

    assert dividers == ["LEPs", "MCAs"]
    assert chosen.get("value") == "c"


def test_several_may_be_chosen_from_a_list():
    regions = by_id(drawn(Grouped(initial={"regions": ["s"]})), "id_regions")

    assert regions.get("multiple") is not None
    assert [text(e) for e in regions if e.get("selected") is not None] == ["South"]
