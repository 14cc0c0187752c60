"""What the portal can see of priorities: their reach, their reasons, their number."""

from collections import Counter
from collections.abc import Iterator

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open
from strategies.prospectus import Criterion, TagSet

PRIORITIES = "priorities"


@check("SC-1")
def long_term(content: Content, criterion: Criterion) -> Iterator[Open]:
    years = content.edition.limits.horizon_years
    horizon = content.edition.published.year + years
    if content.end_year is None:
        yield Open("The year your strategy looks to is not set", content.strategy_url())
    elif content.end_year < horizon:
        sentence = f"Your strategy looks to {content.end_year}, which is less than {years} years after the prospectus"
        yield Open(sentence, content.strategy_url(), is_warning=True)
    endless = [row for row in content.priorities if not row["end_year"]]
    yield from content.each(PRIORITIES, endless, "has no end year")


@check("SC-2")
def tied_to_national_policy(content: Content, criterion: Criterion) -> Iterator[Open]:
    sets = [tag_set for tag_set in content.edition.tags if tag_set.national]
    if sets:
        names = " or ".join(tag_set.title for tag_set in sets)
        loose = [row for row in content.priorities if not marked(row, *sets)]
        yield from content.each(PRIORITIES, loose, f"names none of these: {names}")


@check("SC-3")
def priorities_are_defined(content: Content, criterion: Criterion) -> Iterator[Open]:
    if not content.priorities:
        yield Open("No priority has been recorded", content.add_url(PRIORITIES))
    silent = [row for row in content.priorities if not row["sentence"]]
    yield from content.each(PRIORITIES, silent, "has no sentence that says what it is")
    for tag_set in content.edition.tags:
        if not tag_set.national:
            loose = [row for row in content.priorities if not marked(row, tag_set)]
            lacks = f"does not answer: {tag_set.hint}"
            yield from content.each(PRIORITIES, loose, lacks)


@check("SC-5")
def reasons_to_act(content: Content, criterion: Criterion) -> Iterator[Open]:
    bare = [row for row in content.priorities if not row["rationale"].strip()]
    lacks = "does not say what opportunity or market failure makes it right to act"
    yield from content.each(PRIORITIES, bare, lacks)


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
        url = content.edit_url(PRIORITIES, row)
        if claimed and not any(finding["evidence"] for finding in answers):
            sentence = (
                f"{row['ref']} takes up a Grand Challenge but no finding with evidence"
            )
            yield Open(sentence, url)
        if len(tags) > 1 and claimed == tags:
            sentence = f"{row['ref']} takes up every Grand Challenge at once"
            yield Open(sentence, url, is_warning=True)


@check("FO-6")
def every_foundation_has_a_priority(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    """One with none is open until the officer's sentence says why."""
    if content.claim(criterion):
        return
    used = {tag for row in content.priorities for tag in row["tags"]}
    for spec in content.specs_of(criterion):
        if spec.tags and not used & set(spec.tags):
            sentence = f"No priority bears on “{spec.title}”. Say why, or mark one"
            yield Open(sentence, content.answer_url(criterion))


@check("FO-8")
def why_local(content: Content, criterion: Criterion) -> Iterator[Open]:
    bare = [row for row in content.priorities if not row["why_local"].strip()]
    yield from content.each(
        PRIORITIES, bare, "does not say why local action adds value"
    )
    said = Counter(row["why_local"].strip().casefold() for row in content.priorities)
    same = [
        row
        for row in content.priorities
        if row["why_local"].strip() and said[row["why_local"].strip().casefold()] > 1
    ]
    lacks = "gives the same reason for local action as another priority"
    yield from content.each(PRIORITIES, same, lacks)


@check("PR-1")
def priorities_can_be_followed(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    ownerless = [row for row in content.priorities if not row["owner"]]
    yield from content.each(PRIORITIES, ownerless, "has nobody who answers for it")
    endless = [row for row in content.priorities if not row["end_year"]]
    yield from content.each(PRIORITIES, endless, "has no end year")
    for row in content.priorities:
        if not content.of_priority(content.measures, row["ref"]):
            yield Open(f"{row['ref']} has no measure", content.add_url("measures"))


@check("PR-2")
def priorities_follow_from_evidence(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    findings = {
        row["ref"]: row for row in content.findings_of("opportunity", "challenge")
    }
    for row in content.priorities:
        answers = [findings[ref] for ref in row["findings"] if ref in findings]
        url = content.edit_url(PRIORITIES, row)
        if not answers:
            yield Open(f"{row['ref']} answers no challenge or opportunity", url)
        elif not any(finding["evidence"] for finding in answers):
            refs = ", ".join(finding["ref"] for finding in answers)
            yield Open(f"{row['ref']} answers {refs}, which rests on no evidence", url)


@check("PR-3")
def a_course_and_not_a_list(content: Content, criterion: Criterion) -> Iterator[Open]:
    limits = content.edition.limits
    if len(content.priorities) > limits.priorities:
        sentence = f"There are {len(content.priorities)} priorities, more than {limits.priorities}"
        yield Open(sentence, content.list_url(PRIORITIES), is_warning=True)
    if content.words > limits.words:
        sentence = f"The text has {content.words:,} words, more than {limits.words:,}"
        yield Open(sentence, content.overview_url(), is_warning=True)
    for row in content.priorities:
        if not content.of_priority(content.actions, row["ref"]):
            yield Open(f"{row['ref']} has no action", content.add_url("actions"))


def marked(row: dict[str, list[str]], *sets: TagSet) -> bool:
    return any(tag.key in row["tags"] for tag_set in sets for tag in tag_set.tags)
