"""What the portal can see of what a strategy is: long-term, aligned, defined, reasoned."""

from collections.abc import Iterator

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open, Row, sign
from strategies.prospectus import Criterion, TagSet

PRIORITIES = "priorities"
ARTICLES = frozenset(("a", "an", "our", "the"))


@check("SC-1")
def long_term(content: Content, criterion: Criterion) -> Iterator[Open]:
    years = content.edition.limits.horizon_years
    horizon = content.edition.published.year + years
    if content.end_year is None:
        yield Open("The year your strategy looks to is not set", content.strategy_url())
    elif content.end_year < horizon:
        sentence = f"Your strategy looks to {content.end_year}, which is less than {years} years after the prospectus"
        yield sign(sentence, content.strategy_url())
    yield from content.each_without(PRIORITIES, "end_year", "has no end year")


@check("SC-2")
def tied_to_national_policy(content: Content, criterion: Criterion) -> Iterator[Open]:
    sets = [tag_set for tag_set in content.edition.tags if tag_set.national]
    if sets:
        names = " or ".join(tag_set.title for tag_set in sets)
        loose = [row for row in content.priorities if not marked(row, *sets)]
        lacks = f"names none of these: {names}"
        yield from content.each(PRIORITIES, loose, lacks, f"tags_{sets[0].key}")
    if content.edition.departments:
        alone = [row for row in content.priorities if not row["departments"]]
        yield from content.each(
            PRIORITIES,
            alone,
            "names no department whose policy it touches",
            "departments",
            is_warning=True,
        )


@check("SC-3")
def priorities_are_defined(content: Content, criterion: Criterion) -> Iterator[Open]:
    if not content.priorities:
        yield Open("No priority has been recorded", content.add_url(PRIORITIES))
    yield from content.each_without(
        PRIORITIES, "sentence", "has no sentence that says what it is"
    )
    for row in content.priorities:
        if len(set(row["title"].casefold().split()) - ARTICLES) == 1:
            sentence = f"{row['ref']} is called by one word, “{row['title']}”, which leaves nothing out"
            yield sign(sentence, content.edit_url(PRIORITIES, row, "title"))
    for tag_set in content.edition.tags_asked_by(criterion.id):
        name = f"tags_{tag_set.key}"
        loose = [row for row in content.priorities if not marked(row, tag_set)]
        lacks = f"does not answer: {tag_set.hint}"
        yield from content.each(PRIORITIES, loose, lacks, name)
        yield from uncovered(content, criterion, tag_set)


def uncovered(
    content: Content, criterion: Criterion, tag_set: TagSet
) -> Iterator[Open]:
    """Kinds of place that no priority bears on: asked, for only people know the area."""
    used = {tag for row in content.priorities for tag in row["tags"]}
    left = [tag.title.lower() for tag in tag_set.tags if tag.key not in used]
    if content.priorities and left and used and not content.is_answered(criterion):
        sentence = (
            f"No priority bears on these kinds of place: {', '.join(left)}. "
            "If your area has them, say why"
        )
        yield Open(sentence, content.answer_url(criterion), is_warning=True)


@check("SC-4")
def productivity_is_an_objective(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    """A measure of productivity, with where it stands and when that was."""
    aims = [row for row in content.measures if bears_on(content, row) == "productivity"]
    if not aims:
        sentence = "Nothing you will measure is productivity itself (output for each hour, or for each filled job)"
        yield Open(sentence, content.add_url("measures"))
    elif all(content.lacking(row, "baseline", "baseline_period") for row in aims):
        sentence = f"{aims[0]['ref']} is your measure of productivity, and has no starting value with its period"
        yield Open(sentence, content.edit_url("measures", aims[0], "baseline"))


def bears_on(content: Content, measure: Row) -> str:
    """What the statistic that a measure watches is about, or that of its source."""
    known = content.surroundings.indicators.get(measure["indicator"])
    if known and known.bears_on:
        return known.bears_on
    source = content.relied_on.get(measure["source"].upper(), {})
    return str(source.get("bears_on") or "")


@check("SC-5")
def reasons_to_act(content: Content, criterion: Criterion) -> Iterator[Open]:
    lacks = "does not say what opportunity or market failure makes it right to act"
    yield from content.each_without(PRIORITIES, "rationale", lacks)
    reasoned = [row for row in content.priorities if row["rationale"].strip()]
    unnamed = [row for row in reasoned if not row["market"]]
    lacks = "gives a reason to act, and does not say whether that is an opportunity or a market failure"
    yield from content.each(PRIORITIES, unnamed, lacks, "market")


def marked(row: Row, *sets: TagSet) -> bool:
    return any(tag.key in row["tags"] for tag_set in sets for tag in tag_set.tags)
