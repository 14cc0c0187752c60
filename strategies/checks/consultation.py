"""What the portal can see of who was asked, and what came of it."""

from collections.abc import Iterator
from datetime import date, timedelta

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open
from strategies.prospectus import Criterion

GROUPS = {
    "business": "business",
    "public": "public partners",
    "civil_society": "civil society",
}
LATE = timedelta(days=31)


@check("CO-1")
def all_three_were_asked(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Each group; a day and a number each; something changed by at least half."""
    log = content.conversations
    url = content.engagement_url()
    asked = {row["group"] for row in log}
    for group, words in GROUPS.items():
        if group not in asked:
            yield Open(f"No conversation with {words} is in your log", url)
    for row in log:
        lacks = [
            words
            for words, there in (
                ("no date", row["when"]),
                ("no number of people or times", row["people"] or row["times"]),
            )
            if not there
        ]
        if lacks:
            yield Open(f"“{row['title']}” has {' and '.join(lacks)}", url)
    changed = [row for row in log if not content.lacking(row, "changed")]
    if log and 2 * len(changed) < len(log):
        sentence = f"{len(changed)} of {len(log)} conversations in your log say what changed because of them: fewer than half"
        yield Open(sentence, url)
    yield from all_at_the_end(content, url)


def all_at_the_end(content: Content, url: str) -> Iterator[Open]:
    """Everything in the month before it was, or is to be, submitted."""
    course = content.surroundings.course
    last = course.first_submitted or course.submission_due
    begun = [row["earliest"] for row in content.conversations if row["earliest"]]
    if not last or not begun:
        return
    month_before = date.fromisoformat(last[:10]) - LATE
    if min(begun)[:10] >= month_before.isoformat():
        sentence = (
            "All the conversations in your log fall in the last month before you submit"
        )
        yield Open(sentence, url, is_warning=True)
