"""What the portal can see of where the strategy is felt, and by whom."""

from collections.abc import Iterator

from strategies.checks.registry import check
from strategies.checks.scope import bears_on
from strategies.checks.subject import Content, Open, sign
from strategies.checks.wording import whole
from strategies.checks.words import Reading, plain
from strategies.prospectus import Criterion

COMMUNITIES = "communities"
PRIORITIES = "priorities"


@check("SP-1")
def every_district_is_reached(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Named in a statement, ticked on a priority, or said not to be touched, and why."""
    yield from content.unwritten(criterion, first=True)
    statements = content.records[COMMUNITIES]
    reached = {code for row in content.priorities for code in row["districts"]}
    reached |= {row["authority"] for row in statements}
    titles = {plain(row["title"]) for row in statements}
    for code, name in content.surroundings.districts.items():
        if code not in reached and plain(name) not in titles:
            sentence = f"Nothing is said of {name}: tick it on a priority, or say why nothing in particular bears on it"
            yield Open(sentence, content.list_url(COMMUNITIES))
    empty = [
        row
        for row in statements
        if len(content.lacking(row, "text", "no_impact_because")) == 2
        and not row["priorities"]
    ]
    yield from content.each(COMMUNITIES, empty, "says nothing yet", "text")
    yield from never_named(content, criterion)


def never_named(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Districts whose people would not find their place anywhere in the text."""
    names = content.surroundings.districts.values()
    missing = [name for name in names if not stands(content.reading, name)]
    texts = content.texts_of(criterion)
    if missing and texts:
        sentence = f"The text never names {', '.join(missing)}"
        yield sign(sentence, content.part_url(texts[0].key))


def stands(reading: Reading, name: str) -> bool:
    """Written out in some sentence; not inside another word."""
    if not reading.holds(name):
        return False
    look_for, passages = whole((name,)), reading.passages
    return any(" " in it.text and look_for.search(it.text) for it in passages)


@check("SP-2")
def all_share_in_it(content: Content, criterion: Criterion) -> Iterator[Open]:
    """A priority that changes who gains, and something that would show that they do."""
    yield from content.unwritten(criterion, first=True)
    for tag_set in content.edition.tags_asked_by(criterion.id):
        keys = {tag.key for tag in tag_set.tags}
        if not any(keys & set(row["tags"]) for row in content.priorities):
            names = " or ".join(tag.title.lower() for tag in tag_set.tags)
            sentence = f"No priority is marked as one for {names}"
            yield Open(sentence, content.list_url(PRIORITIES))
    watched = any(bears_on(content, row) == "distribution" for row in content.measures)
    shown = any(
        row.get("bears_on") == "distribution" for _, row in content.cited_items()
    )
    if not watched and not shown:
        sentence = "Nothing shows who is left out: measure or cite low pay, gaps in employment, or deprivation"
        yield Open(sentence, content.add_url("measures"))
