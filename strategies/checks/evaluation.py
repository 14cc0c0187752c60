"""What the portal can see of how anybody will know."""

from collections.abc import Iterable, Iterator

from strategies.checks.priorities import unmeasured
from strategies.checks.registry import check
from strategies.checks.subject import Content, Open, Row, sign
from strategies.checks.wording import YEAR, latest_year
from strategies.prospectus import Criterion

EVALUATION = "evaluation"
MONITORING = "monitoring"
MEASURES = "measures"
# What each kind of record must say, and what it is called where it does not.
START = {"baseline": "starting value", "baseline_period": "period for it"}
TARGET = {"baseline": "starting value", "unit": "unit", "target_year": "year"}
PLAN = {
    "method": "method",
    "who": "name of who will answer it",
    "by_when": "date",
}
REPORT = {
    "owner": "name of who reports",
    "frequency": "word on how often",
    "first_on": "date of the first report",
    "published_at": "place where anyone can read it",
}


@check("EL-1")
def there_is_a_plan(content: Content, criterion: Criterion) -> Iterator[Open]:
    """A question with its method, owner and date, and one about every priority."""
    yield from content.unwritten(criterion)
    plan = content.records[EVALUATION]
    if not plan:
        sentence = "The evaluation plan asks no question yet"
        yield Open(sentence, content.add_url(EVALUATION))
        return
    yield from lacking(content, EVALUATION, plan, PLAN)
    covered = {ref for row in plan for ref in row["priorities"]}
    for row in content.priorities:
        if row["ref"] not in covered:
            sentence = f"No question of the evaluation plan is about {row['ref']}"
            yield Open(sentence, content.list_url(EVALUATION))


@check("EL-2")
def begun_from_the_start(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Starting values are fixed, and before the action begins; so is the plan."""
    yield from lacking(content, MEASURES, content.measures, START)
    yield from measured_too_late(content)
    submitted = content.surroundings.course.first_submitted
    begun = content.evaluation_begun or ""
    if submitted and (not begun or begun[:10] > submitted):
        sentence = "The evaluation plan was begun only after you first submitted"
        if not begun:
            sentence = "The evaluation plan was not begun when you first submitted"
        yield sign(sentence, content.list_url(EVALUATION))


def measured_too_late(content: Content) -> Iterator[Open]:
    """A starting value of a later year than that in which an action starts."""
    for row in content.measures:
        taken = latest_year(row["baseline_period"])
        actions = content.of_priority(content.actions, row["priority"] or "")
        started = {
            action["ref"]: min(map(int, years))
            for action in actions
            if (years := YEAR.findall(action["starts"]))
        }
        for ref, year in started.items():
            if taken and taken > year:
                sentence = f"{row['ref']} has a starting value of {taken}, after {ref} starts ({year})"
                url = content.edit_url(MEASURES, row, "baseline_period")
                yield Open(sentence, url, is_warning=True)
                break


@check("EL-3")
def success_can_be_seen(content: Content, criterion: Criterion) -> Iterator[Open]:
    """What it looks like for each priority; a number needs what makes it one."""
    yield from content.each_without(
        "priorities", "success", "does not say what success looks like"
    )
    yield from unmeasured(content)
    lacks = "does not say what is aimed at: how much, or which way"
    yield from content.each_without(MEASURES, "target", lacks, is_warning=True)
    for row in content.measures:
        missing = content.lacking(row, *TARGET)
        if is_number(row["target"]) and missing:
            lacks = " and no ".join(TARGET[name] for name in missing)
            sentence = f"{row['ref']} has a target but no {lacks}"
            url = content.edit_url(MEASURES, row, missing[0])
            yield Open(sentence, url, is_sign="baseline" in missing)


@check("EL-4")
def progress_is_in_the_open(content: Content, criterion: Criterion) -> Iterator[Open]:
    reports = content.records[MONITORING]
    if not reports:
        sentence = "Nothing says who will report on progress"
        yield Open(sentence, content.add_url(MONITORING))
    yield from lacking(content, MONITORING, reports, REPORT)


@check("EL-5")
def somebody_independent_helps(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    outside = ("university", "expert", "evaluator")
    if not any(
        row["evaluates"] and row["kind"] in outside for row in content.contributors
    ):
        sentence = (
            "No university or independent evaluator is named as helping to evaluate"
        )
        yield Open(sentence, content.contributors_url())


def lacking(
    content: Content, noun: str, rows: Iterable[Row], wanted: dict[str, str]
) -> Iterator[Open]:
    """In one sentence for each record, all that it does not say."""
    for row in rows:
        if missing := content.lacking(row, *wanted):
            lacks = " and no ".join(wanted[name] for name in missing)
            url = content.edit_url(noun, row, missing[0])
            yield Open(f"{row['ref']} has no {lacks}", url)


def is_number(target: str) -> bool:
    """Whether a target says how much, and not only which way."""
    return any(char.isdigit() for char in YEAR.sub("", target))
