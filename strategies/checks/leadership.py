"""What the portal can see of who leads, who decided, and how money will be guided."""

from collections.abc import Iterator

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open
from strategies.prospectus import Criterion


@check("LD-1")
def one_strategy_for_the_ground(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    around = content.surroundings
    for name in around.rivals:
        sentence = f"{name} writes a strategy of its own, though yours covers it"
        yield Open(sentence, content.overview_url())
    if around.course.in_question:
        for name, slug in around.partnerships:
            if slug not in around.course.supported_by:
                sentence = f"{name} has not recorded its support for version {around.course.in_question}"
                yield Open(sentence, content.overview_url(), is_warning=True)


@check("LD-2")
def led_by_the_partnership(content: Content, criterion: Criterion) -> Iterator[Open]:
    for name in content.surroundings.written_for_by:
        yield Open(f"{name} writes the strategy for your area", content.overview_url())


@check("LD-3")
def local_people_shaped_it(content: Content, criterion: Criterion) -> Iterator[Open]:
    """The account is there, and somebody of the place beside its lead is named."""
    yield from content.unwritten(criterion, first=True)
    if not any(row["is_local"] for row in content.contributors):
        sentence = "Nobody from your area is named among those who helped"
        yield Open(sentence, content.contributors_url())


@check("LD-4")
def boards_have_decided(content: Content, criterion: Criterion) -> Iterator[Open]:
    """The account is there, and a named board decided something on a day."""
    yield from content.unwritten(criterion, first=True)
    decisions = content.records["decisions"]
    if not decisions:
        sentence = "No board and no decision of one has been recorded"
        yield Open(sentence, content.add_url("decisions"))
    elif all(content.lacking(row, "decided_on") for row in decisions):
        sentence = "No decision of a board says when it was taken"
        url = content.edit_url("decisions", decisions[0], "decided_on")
        yield Open(sentence, url)


@check("NF-2")
def money_will_be_guided(content: Content, criterion: Criterion) -> Iterator[Open]:
    """That there is text to read where it is looked for first; a person reads it."""
    yield from content.unwritten(criterion, first=True)
