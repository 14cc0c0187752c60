"""What the portal can see of focus: what is found, what is taken up, what is left aside."""

from collections import Counter
from collections.abc import Iterator

from strategies.checks import wording
from strategies.checks.registry import check
from strategies.checks.subject import Content, Open, Row, refs_of, sign
from strategies.checks.words import plain
from strategies.prospectus import Criterion

PRIORITIES = "priorities"
FINDINGS = "findings"
HOUSING = "housing"


@check("FO-1")
def findings_lead_somewhere(content: Content, criterion: Criterion) -> Iterator[Open]:
    found = content.findings_of("opportunity", "challenge")
    if not found:
        sentence = "No opportunity or challenge has been recorded"
        yield Open(sentence, content.add_url(FINDINGS))
    yield from on_nothing(content, found)
    left = not_taken_up(content, found)
    idle = [row for row in left if content.lacking(row, "set_aside_because")]
    lacks = "is taken up by no priority. Say why, or let one answer it"
    yield from content.each(FINDINGS, idle, lacks, "set_aside_because")


@check("FO-2")
def praise_is_shown(content: Content, criterion: Criterion) -> Iterator[Open]:
    strengths = content.findings_of("strength")
    yield from on_nothing(content, strengths)
    founded = [row for row in strengths if not content.unfounded(row)]
    alone = [row for row in founded if not stands_out(content, row)]
    lacks = "rests on nothing that sets your place beside others, such as a location quotient or a rank"
    yield from content.each(FINDINGS, alone, lacks, "evidence", is_warning=True)
    left = not_taken_up(content, content.findings_of("weakness"))
    lacks = "is a weakness that no priority answers"
    yield from content.each(FINDINGS, left, lacks, is_warning=True)
    yield from wording.praise_without_source(content.reading)


def stands_out(content: Content, strength: Row) -> bool:
    """Some evidence of it compares; of what is not published nobody can tell."""
    refs = refs_of(FINDINGS, strength)
    rows = [content.evidence[ref] for ref in refs if not content.problem(ref)]
    return any(row.get("restricted") or row.get("has_comparator") for row in rows)


@check("FO-3")
def emphasis_is_chosen(content: Content, criterion: Criterion) -> Iterator[Open]:
    """One or two, with a reason; housing with those who decide on it."""
    for tag_set in content.edition.tags_asked_by(criterion.id):
        keys = {tag.key for tag in tag_set.tags}
        used = keys & {tag for row in content.priorities for tag in row["tags"]}
        if content.priorities and not used and not content.is_answered(criterion):
            sentence = "No priority says where the emphasis lies. Mark one, or say it in a sentence"
            yield Open(sentence, content.answer_url(criterion))
        if len(keys) > 2 and used == keys:
            sentence = "Your priorities between them put the emphasis on everything"
            yield Open(sentence, content.list_url(PRIORITIES), is_warning=True)
    for row in content.priorities:
        if HOUSING in row["tags"] and not names_a_district(content, row):
            sentence = f"{row['ref']} puts the emphasis on housing and names no planning authority"
            yield Open(sentence, content.edit_url(PRIORITIES, row, "rationale"))


def names_a_district(content: Content, priority: Row) -> bool:
    """It ticks one, or one stands in its words or its actions; unknown ones pass."""
    names = content.surroundings.districts.values()
    acting = content.of_priority(content.actions, priority["ref"])
    said = [priority["rationale"], priority["where_felt"], priority["deliverability"]]
    said += [f"{row['lead']} {row['partners']}" for row in acting]
    words = " ".join(said)
    named = any(wording.whole((name,)).search(words) for name in names)
    return not names or bool(priority["districts"]) or named


@check("FO-4")
def claims_on_wider_challenges(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    """A priority that claims one shows an asset for it; one that claims all is doubted."""
    tags = set(content.tags_of(criterion))
    findings = {row["ref"]: row for row in content.findings}
    for row in content.priorities:
        claimed = tags & set(row["tags"])
        answers = [findings[ref] for ref in row["findings"] if ref in findings]
        if claimed and content.unfounded(*answers):
            sentence = (
                f"{row['ref']} takes up a Grand Challenge but no finding with evidence"
            )
            yield Open(sentence, content.edit_url(PRIORITIES, row, "findings"))
        if len(tags) > 1 and claimed == tags:
            sentence = f"{row['ref']} takes up every Grand Challenge at once"
            yield sign(
                sentence, content.edit_url(PRIORITIES, row, "tags_grand_challenges")
            )


@check("FO-5")
def fundamentals_are_analysed(content: Content, criterion: Criterion) -> Iterator[Open]:
    floor = content.edition.limits.foundation_words
    yield from content.unwritten(criterion)
    for text in content.texts_of(criterion):
        url = content.part_url(text.key)
        if text.is_written and not text.refs:
            yield Open(f"“{text.title}” cites no evidence", url)
        words = sum(len(block.split()) for block in text.blocks)
        if text.is_written and words < floor:
            sentence = (
                f"“{text.title}” has {words} words. Is it analysed, or there for form?"
            )
            yield Open(sentence, url, is_warning=True)


@check("FO-6")
def every_foundation_has_a_priority(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    """One with none is open until the officer's sentence says why."""
    if content.is_answered(criterion):
        return
    used = {tag for row in content.priorities for tag in row["tags"]}
    for spec in content.specs_of(criterion):
        if spec.tags and not used & set(spec.tags):
            sentence = f"No priority bears on “{spec.title}”. Say why, or mark one"
            yield Open(sentence, content.answer_url(criterion))


@check("FO-7")
def priorities_connect(content: Content, criterion: Criterion) -> Iterator[Open]:
    """No priority stands alone, and each link has its sentence."""
    links = content.records["connections"]
    joined = {ref for row in links for ref in (row["source"], row["target"])}
    if len(content.priorities) < 2:
        return
    for row in content.priorities:
        if row["ref"] not in joined:
            sentence = f"{row['ref']} is connected with no other priority"
            yield Open(sentence, content.add_url("connections"))
    yield from content.each_without(
        "connections", "title", "says nothing of how they connect"
    )


@check("FO-8")
def why_local(content: Content, criterion: Criterion) -> Iterator[Open]:
    lacks = "does not say why local action adds value"
    yield from content.each_without(PRIORITIES, "why_local", lacks)
    said = Counter(plain(row["why_local"]) for row in content.priorities)
    same = [
        row
        for row in content.priorities
        if row["why_local"].strip() and said[plain(row["why_local"])] > 1
    ]
    lacks = "gives the same reason for local action as another priority"
    yield from content.each(PRIORITIES, same, lacks, "why_local")


def on_nothing(content: Content, findings: list[Row]) -> Iterator[Open]:
    for row in findings:
        if nothing := content.unfounded(row):
            url = content.edit_url(FINDINGS, row, "evidence")
            yield Open(f"{row['ref']} rests on {nothing}", url)


def not_taken_up(content: Content, rows: list[Row]) -> list[Row]:
    taken = {ref for row in content.priorities for ref in row["findings"]}
    return [row for row in rows if row["ref"] not in taken]
