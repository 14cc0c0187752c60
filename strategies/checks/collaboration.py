"""What the portal can see of working with others: partners, neighbours, government."""

from collections.abc import Iterator

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open, Row
from strategies.checks.wording import whole
from strategies.checks.words import Text
from strategies.prospectus import Criterion

COMMITMENTS = "commitments"
PRIVATE = "private"


@check("CL-1")
def partners_are_real(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Public and private partners both; and that they know of it."""
    joint = [row for row in content.actions if row["partners"]]
    kinds = {kind for row in joint for kind in row["partner_kinds"]}
    untold = [row for row in joint if not row["partner_kinds"]]
    lacks = "does not say what its partners are: public, private or others"
    yield from content.each("actions", untold, lacks, "partner_kinds", is_warning=True)
    if joint and not untold:
        for kind, words in (("public", "public body"), (PRIVATE, "private firm")):
            if kind not in kinds:
                sentence = f"No action has a {words} among its partners"
                yield Open(sentence, content.list_url("actions"))
    unsure = [row for row in joint if content.lacking(row, "confirmed")]
    lacks = "does not say what its partners have confirmed"
    yield from content.each("actions", unsure, lacks, "confirmed", is_warning=True)


@check("CL-2")
def neighbours_are_joined(content: Content, criterion: Criterion) -> Iterator[Open]:
    """A link to another place; one to each that shares a district."""
    shared = of_voice(content, "neighbour")
    named = {row["neighbour"] for row in shared}
    sharing = content.surroundings.shares_ground
    for place in sharing:
        if place.slug not in named:
            sentence = (
                f"You share ground with {place.label}, and no commitment is with them"
            )
            yield Open(sentence, content.add_url(COMMITMENTS))
    if not sharing and not named and not content.is_answered(criterion):
        sentence = "Nothing is recorded that you will do with a neighbouring place. Add a commitment, or say why not"
        yield Open(sentence, content.add_url(COMMITMENTS))
    for row in shared:
        if row.get("answer") != "confirmed":
            yield unanswered(content, row, "is not confirmed by the neighbouring place")


@check("CL-3")
def wider_groups_are_named(content: Content, criterion: Criterion) -> Iterator[Open]:
    texts = content.texts_of(criterion)
    for name in content.surroundings.groups:
        if texts and not is_named(name, texts):
            sentence = f"“{texts[0].title}” does not name {name}, of which you are part"
            yield Open(sentence, content.part_url(texts[0].key))


@check("UK-1")
def the_border_is_seen(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Asked only of a place beside Scotland or Wales, and then of a person."""
    texts = content.texts_of(criterion)
    country = content.surroundings.borders
    if country and texts and not is_named(country, texts):
        sentence = f"“{texts[0].title}” does not name {country}, which you border"
        yield Open(sentence, content.part_url(texts[0].key), is_warning=True)


@check("GW-1")
def government_has_agreed(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Every joint commitment names a department, which has agreed to these words."""
    joint = of_voice(content, "department")
    if not joint and not content.is_answered(criterion):
        sentence = "Nothing is recorded that you will do with government. Add a commitment, or say how you will work together"
        yield Open(sentence, content.add_url(COMMITMENTS))
    nameless = [row for row in joint if not row["department"]]
    yield from content.each(COMMITMENTS, nameless, "names no department", "department")
    for row in joint:
        if row["department"] and row.get("answer") != "agreed":
            yield unanswered(content, row, "is not agreed by the department")


def is_named(name: str, texts: list[Text]) -> bool:
    look_for = whole((name,))
    return any(look_for.search(block) for text in texts for block in text.blocks)


def of_voice(content: Content, voice: str) -> list[Row]:
    return [row for row in content.records[COMMITMENTS] if row["voice"] == voice]


def unanswered(content: Content, row: Row, otherwise: str) -> Open:
    """How the other side stands to these words. Nobody is made to wait for it."""
    words = row.get("standing_words")
    sentence = f"{row['ref']}: {words}" if words else f"{row['ref']} {otherwise}"
    url = f"{content.list_url(COMMITMENTS)}#{row['ref']}"
    return Open(sentence, url, is_warning=True)
