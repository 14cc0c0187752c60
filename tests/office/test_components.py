"""Pieces of pages: what each draws, and that nothing typed comes alive in it."""

from types import SimpleNamespace

import html5lib
import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from office.govuk import component

NASTY = '<script>alert("x")</script>'


def page(html):
    return html5lib.parse(html, namespaceHTMLElements=False)


def drawn(piece, **context):
    return page(render_to_string(f"components/{piece}.html", context))


def text(element):
    return " ".join("".join(element.itertext()).split())


def test_a_component_escapes_text_and_html_that_nobody_marked_safe():
    for html in (
        component("tag", text=NASTY),
        component("tag", html=NASTY),
        component("inset-text", attributes=NASTY),
        component("error-summary", errorList=[{"html": NASTY}]),
    ):
        assert "<script" not in html


def test_the_tag_draws_a_component_with_nested_parameters():
    template = Template(
        '{% load govuk %}{% govuk "warning-text" text="Stop" icon_fallback_text="Warning" %}'
        '{% govuk "input" id="a" name="a" label__text="Name" label__classes="big" %}'
    )
    tree = page(template.render(Context()))

    assert "Stop" in text(tree)
    assert [(text(e), "big" in e.get("class")) for e in tree.iter("label")] == [
        ("Name", True)
    ]


def test_pages_keep_the_rest_of_the_query():
    request = RequestFactory().get("/places/?wave=2&page=2")
    html = render_to_string(
        "components/pagination.html",
        {"page": Paginator(range(30), 10).page(2)},
        request,
    )
    links = {text(a): a.get("href") for a in page(html).iter("a")}

    assert links == {
        "Previous page": "?wave=2&page=1",
        "1": "?wave=2&page=1",
        "2": "?wave=2&page=2",
        "3": "?wave=2&page=3",
        "Next page": "?wave=2&page=3",
    }


def test_one_page_needs_no_pages():
    assert list(drawn("pagination", page=Paginator([], 10).page(1)).iter("a")) == []


@pytest.mark.parametrize(
    ("state", "says", "polls"),
    [
        ("waiting", "The PDF is waiting for its turn.", True),
        ("running", "The PDF is being made: 40%.", True),
        ("done", "The PDF is ready.", False),
        ("failed", "The PDF could not be made.", False),
    ],
)
def test_a_job_says_where_it_is_and_stops_asking_when_it_ends(state, says, polls):
    job = SimpleNamespace(state=state, progress=40)
    tree = drawn("job_progress", job=job, address="/jobs/1/", what="The PDF")
    (place,) = (e for e in tree.iter("div") if e.get("id") == "job")

    assert text(place).startswith(says)
    assert (place.get("data-poll") == "/jobs/1/") is polls
    assert ("Check again" in text(place)) is polls


@pytest.mark.parametrize("number", [400, 403, 404, 413, 500, 503])
def test_an_error_page_draws_without_a_request(number):
    tree = page(render_to_string(f"{number}.html", {}))

    assert len(list(tree.iter("h1"))) == 1


@pytest.mark.parametrize("number", [500, 503])
def test_what_was_typed_is_given_back_as_it_was(number):
    typed = f"\nFirst line\n{NASTY}</textarea>"
    tree = page(render_to_string(f"{number}.html", {"typed": [typed]}))
    (box,) = tree.iter("textarea")

    assert box.text == typed
