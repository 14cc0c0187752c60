"""What the portal can see of priorities: whether they follow, can be done, and are few."""

from collections.abc import Iterator

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open, sign
from strategies.prospectus import Criterion

PRIORITIES = "priorities"
ASKED = (
    ("owner", "has nobody who answers for it"),
    ("end_year", "has no end year"),
    ("deliverability", "does not say why it can be done"),
)


@check("PR-1")
def priorities_can_be_followed(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    for name, lacks in ASKED:
        yield from content.each_without(PRIORITIES, name, lacks)
    yield from unmeasured(content)


def unmeasured(content: Content) -> Iterator[Open]:
    measured = {row["priority"] for row in content.measures}
    for row in content.priorities:
        if row["ref"] not in measured:
            yield Open(f"{row['ref']} has no measure", content.measure_url(row["ref"]))


@check("PR-2")
def priorities_follow_from_evidence(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    findings = {
        row["ref"]: row for row in content.findings_of("opportunity", "challenge")
    }
    for row in content.priorities:
        answers = [findings[ref] for ref in row["findings"] if ref in findings]
        url = content.edit_url(PRIORITIES, row, "findings")
        if not answers:
            yield Open(f"{row['ref']} answers no challenge or opportunity", url)
        elif nothing := content.unfounded(*answers):
            refs = " and ".join(finding["ref"] for finding in answers)
            rest = "rests" if len(answers) == 1 else "rest"
            mend = content.edit_url("findings", answers[0], "evidence")
            yield Open(f"{row['ref']} answers {refs}, which {rest} on {nothing}", mend)


@check("PR-3")
def a_course_and_not_a_list(content: Content, criterion: Criterion) -> Iterator[Open]:
    limits = content.edition.limits
    if len(content.priorities) > limits.priorities:
        sentence = f"There are {len(content.priorities)} priorities, more than {limits.priorities}"
        yield sign(sentence, content.list_url(PRIORITIES))
    if content.words > limits.words:
        sentence = f"The text has {content.words:,} words, more than {limits.words:,}"
        yield Open(sentence, content.overview_url(), is_warning=True)
    acted_on = {row["priority"] for row in content.actions}
    for row in content.priorities:
        if row["ref"] not in acted_on:
            yield Open(f"{row['ref']} has no action", content.action_url(row["ref"]))
