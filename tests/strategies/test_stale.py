"""Records saved on an older one than stands: what joins, and what is asked about."""

from copy import copy
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from strategies import records, stale
from strategies.enclosures import token
from strategies.models import (
    Enclosure,
    Figure,
    Finding,
    Measure,
    Priority,
    RecordChange,
)
from strategies.stale import Outcome
from tests.strategies.chosen import a_finding, a_measure, a_priority, an_action
from tests.strategies.pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client, strategy, olive):
    """Olive posts a record's form."""
    client.force_login(olive)

    def post(noun, ref, **data):
        url = reverse("strategies:record_edit", args=[strategy.slug, noun, ref])
        return client.post(url, data, follow=True)

    return post


def change(record, by, **fields):
    """Somebody saves other values of the record as it stands."""
    record.refresh_from_db()
    for name, value in fields.items():
        setattr(record, name, value)
    records.save(record, by=by)


def history_of(ref):
    """Every text of it that is kept, whoever saved it and whether it stood or not."""
    return list(RecordChange.objects.filter(ref=ref).values_list("kind", "values"))


def test_other_fields_join_and_it_is_said_whose_they_are(send, strategy, olive, bram):
    finding = a_finding(strategy, olive)
    change(finding, bram, evidence=["E01"], text="Bram’s text")

    answer = send("findings", "S1", title="Olive’s title", revision=1)

    saved = Finding.objects.get()
    assert (saved.title, saved.text, saved.evidence) == (
        "Olive’s title",
        "Bram’s text",
        ["E01"],
    )
    assert (
        "S1 Olive’s title saved, with what Bram Fell changed meanwhile: what the "
        "evidence shows and evidence it rests on" in said(answer)
    )


def test_what_was_sent_stands_in_the_history_as_it_came(send, strategy, olive, bram):
    finding = a_finding(strategy, olive)
    change(finding, bram, text="Bram’s text")

    send("findings", "S1", title="Olive’s title", revision=1)

    assert [
        (kind, values["title"], values["text"]) for kind, values in history_of("S1")
    ] == [
        ("saved", "Olive’s title", "Bram’s text"),
        ("aside", "Olive’s title", ""),
        ("saved", "Welding", "Bram’s text"),
        ("saved", "Welding", ""),
    ]


def test_my_own_other_window_is_called_mine(send, strategy, olive):
    change(a_finding(strategy, olive), olive, text="Mine too")

    answer = send("findings", "S1", title="Fine welding", revision=1)

    assert "with what you changed meanwhile" in said(answer)


def test_tags_findings_and_evidence_join_as_sets(send, strategy, olive, bram):
    priority = a_priority(strategy, olive, tags=["ideas", "places"], findings=["S1"])
    change(priority, bram, tags=["ideas", "places", "people"], findings=[])

    send(
        "priorities",
        "P1",
        title="Hydrogen",
        tags_foundations=["places"],
        tags_place_types=["coastal"],
        findings=["S1", "W1"],
        revision=1,
    )

    saved = Priority.objects.get()
    assert set(saved.tags) == {"places", "people", "coastal"}
    assert saved.findings == ["W1"]


def test_paragraphs_of_a_long_text_join(send, strategy, olive, bram):
    text = "Jobs are dense here.\n\nPay is above the average."
    finding = a_finding(strategy, olive, text=text)
    change(finding, bram, text=text.replace("Jobs are", "Jobs still are"))

    send(
        "findings",
        "S1",
        title="Welding",
        text=text.replace("above", "far above"),
        revision=1,
    )

    assert (
        Finding.objects.get().text
        == "Jobs still are dense here.\n\nPay is far above the average."
    )


def test_a_measures_priority_and_year_join(send, strategy, olive, bram):
    for _ in range(2):
        a_priority(strategy, olive)
    first, second = Priority.objects.all()
    measure = a_measure(strategy, olive, priority=first)
    change(measure, bram, priority=second, target_year=2031)

    send("measures", "M1", title="Jobs", priority="P1", target_year="", revision=1)

    saved = Measure.objects.get()
    assert (saved.title, saved.priority.ref, saved.target_year) == ("Jobs", "P2", 2031)


def test_a_form_sent_unchanged_over_a_newer_one_changes_nothing(
    send, strategy, olive, bram
):
    change(a_finding(strategy, olive), bram, title="Bram’s title")

    answer = send("findings", "S1", title="Welding", revision=1)

    assert "S1 stays as it was saved" in said(answer)
    assert Finding.objects.get().title == "Bram’s title"
    assert len(history_of("S1")) == 2


def test_twenty_clicks_join_once(send, strategy, olive, bram):
    change(a_finding(strategy, olive), bram, text="Bram’s text")

    for _ in range(20):
        send("findings", "S1", title="Olive’s title", revision=1)

    assert [kind for kind, _ in history_of("S1")] == [
        "saved",
        "aside",
        "saved",
        "saved",
    ]


def test_what_came_back_meanwhile_joins_too(send, strategy, olive, bram):
    finding = a_finding(strategy, olive)
    records.remove(finding, by=bram)
    records.bring_back(finding, by=bram)

    send("findings", "S1", title="Olive’s title", revision=1)

    assert Finding.objects.get().title == "Olive’s title"


def test_a_revision_that_never_was_overwrites_nothing(send, strategy, olive):
    a_finding(strategy, olive)

    answer = send("findings", "S1", title="Olive’s title", revision=7)

    assert answer.status_code == 409
    assert Finding.objects.get().title == "Welding"


@pytest.fixture
def clash(send, strategy, olive, bram):
    """Bram saves S1 after Olive has opened it, and then she posts hers."""
    finding = a_finding(strategy, olive)
    change(finding, bram, title="Bram’s title", text="Bram’s text")
    return send(
        "findings",
        "S1",
        title="Olive’s title",
        text="Olive’s text",
        evidence=["E01", "E02"],
        revision=1,
    )


def test_what_both_changed_is_asked_about_field_by_field(clash):
    assert clash.status_code == 409
    for words in ("Olive’s title", "Olive’s text", "Bram’s title", "Bram’s text"):
        assert words in said(clash)
    assert "You and Bram Fell both changed S1" in said(clash)
    assert "In one line: which do you want to keep?" in said(clash)
    assert "Evidence it rests on" not in said(clash)
    assert Finding.objects.get().title == "Bram’s title"


def test_until_it_is_answered_both_stand_in_the_history(clash):
    aside = RecordChange.objects.get(kind="aside")

    assert aside.values["text"] == "Olive’s text"
    assert aside.values["evidence"] == ["E01", "E02"]
    assert aside.by.name == "Olive Marsh"


def test_twenty_clicks_ask_once(clash, send):
    for _ in range(20):
        send("findings", "S1", title="Olive’s title", text="Olive’s text", revision=1)

    kinds = [kind for kind, _ in history_of("S1")]
    assert kinds == ["aside", "aside", "saved", "saved"]


def posted_on(answer):
    """What the hidden fields of the page that asks post."""
    found = {}
    for form in (answer.context["typed"], answer.context["form"]):
        for field in form:
            if not field.name.startswith("keep_"):
                value = field.value()
                found[field.name] = "" if value is None else value
    for value in found.values():
        for part in value if isinstance(value, list) else [value]:
            assert not part or f'value="{part}"' in said(answer)
    return found


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("mine", "mine", ("Olive’s title", "Olive’s text")),
        ("mine", "theirs", ("Olive’s title", "Bram’s text")),
        ("theirs", "theirs", ("Bram’s title", "Bram’s text")),
    ],
)
def test_each_field_is_as_chosen_and_the_rest_is_joined(
    clash, send, title, text, expected
):
    send("findings", "S1", keep_title=title, keep_text=text, **posted_on(clash))

    saved = Finding.objects.get()
    assert (saved.title, saved.text) == expected
    assert saved.evidence == ["E01", "E02"]
    titles = {values["title"] for _, values in history_of("S1")}
    assert titles == {"Welding", "Bram’s title", "Olive’s title"}


def test_a_field_that_nothing_was_chosen_for_is_asked_about_again(clash, send):
    answer = send("findings", "S1", keep_title="mine", **posted_on(clash))

    assert answer.status_code == 409
    assert "Choose what to keep: what the evidence shows" in said(answer)
    assert "Bram’s text" in said(answer)
    assert posted_on(answer) == {
        name: str(value) if name == "revision" else value
        for name, value in posted_on(clash).items()
    }
    assert Finding.objects.get().revision == 2


def test_editing_together_shows_theirs_beside_a_form_of_mine(clash, send):
    answer = send("findings", "S1", choice="together", **posted_on(clash))

    assert [field.theirs for field in answer.context["beside"]] == [
        "Bram’s title",
        "Bram’s text",
    ]
    assert answer.context["form"]["text"].value() == "Olive’s text"
    assert Finding.objects.get().revision == 2


def test_a_choice_on_what_changed_again_is_asked_about_again(clash, send, bram):
    change(Finding.objects.get(), bram, title="Bram’s second title")

    answer = send(
        "findings", "S1", keep_title="mine", keep_text="theirs", **posted_on(clash)
    )

    assert answer.status_code == 409
    assert "Bram’s second title" in said(answer)
    asked = [choice.keep.name for choice in answer.context["choices"]]
    assert asked == ["keep_title"]
    assert Finding.objects.get().title == "Bram’s second title"


def test_choosing_theirs_takes_what_they_have_saved_since(clash, send, bram):
    change(Finding.objects.get(), bram, title="Bram’s second title")

    send("findings", "S1", keep_title="theirs", keep_text="mine", **posted_on(clash))

    saved = Finding.objects.get()
    assert (saved.title, saved.text) == ("Bram’s second title", "Olive’s text")


def test_what_both_say_of_money_is_asked_in_words(send, strategy, olive, bram):
    action = an_action(a_priority(strategy, olive), olive)
    change(action, bram, funding_source="no-cost")

    answer = send(
        "actions", "A1.1", title="A cluster plan", funding_source="private", revision=1
    )

    titles = {one.key: one.title for one in strategy.edition.funding_sources}
    assert titles["no-cost"] in said(answer)
    assert titles["private"] in said(answer)


@pytest.fixture
def pictures(strategy, olive):
    return [
        Enclosure.objects.create(
            strategy=strategy,
            file=f"{name}.png",
            name=f"{name}.png",
            kind="png",
            size=1,
            sha256=sum_ * 64,
            by=olive,
        )
        for name, sum_ in (("first", "a"), ("second", "b"), ("third", "c"))
    ]


def test_a_caption_and_another_picture_join(send, strategy, olive, bram, pictures):
    first, second, _ = pictures
    figure = Figure(strategy=strategy, title="Jobs", enclosure=first)
    change(records.add(figure, by=olive), bram, enclosure=second)

    send("figures", "F1", title="Mine", enclosure=token(first), revision=1)

    saved = Figure.objects.get()
    assert (saved.title, saved.enclosure) == ("Mine", second)


@pytest.mark.parametrize(("keep", "stands"), [("mine", 2), ("theirs", 1)])
def test_which_of_two_pictures_is_asked_by_name(
    keep, stands, send, strategy, olive, bram, pictures
):
    figure = Figure(strategy=strategy, title="Jobs", enclosure=pictures[0])
    change(records.add(figure, by=olive), bram, enclosure=pictures[1])

    asked = send(
        "figures", "F1", title="Jobs", enclosure=token(pictures[2]), revision=1
    )
    assert "second.png" in said(asked)
    assert "third.png" in said(asked)

    send("figures", "F1", keep_enclosure=keep, **posted_on(asked))
    assert Figure.objects.get().enclosure == pictures[stands]


def test_a_removed_record_keeps_what_was_typed_and_stays_removed(strategy, olive, bram):
    finding = a_finding(strategy, olive)
    records.remove(finding, by=bram)
    typed = copy(finding)
    typed.title = "Olive’s title"

    for read_at in (1, 2):
        saving = stale.save_over(typed, finding, read_at=read_at, by=olive)
        assert saving.outcome == Outcome.REMOVED

    assert Finding.objects.get().title == "Welding"
    assert {
        values["title"] for kind, values in history_of("S1") if kind == "aside"
    } == {"Olive’s title"}


def test_a_save_that_joins_costs_at_most_ten_queries(
    client, send, strategy, olive, bram
):
    first = a_priority(strategy, olive)
    measure = a_measure(strategy, olive, priority=first)
    for year in range(2030, 2050):
        change(measure, bram, target_year=year)

    act = partial(send, "measures", "M1", title="Jobs", priority="P1", revision=1)
    with CaptureQueriesContext(connection) as asked:
        url = reverse("strategies:record_edit", args=[strategy.slug, "measures", "M1"])
        client.post(url, {"title": "Jobs", "priority": "P1", "revision": 1})

    ours = ("SELECT", "INSERT", "UPDATE", "DELETE")
    assert len([query for query in asked if query["sql"].startswith(ours)]) <= 10
    assert "stays as it was saved" in said(act())
