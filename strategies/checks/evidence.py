"""What the portal can see of evidence: what it is, whether it is open, how near it looks."""

from collections import Counter
from collections.abc import Iterator

from strategies.checks import wording
from strategies.checks.registry import check
from strategies.checks.subject import Content, Open, Row
from strategies.checks.words import says
from strategies.prospectus import Criterion

FIELDS = ("publisher", "period", "geography")
NEAR = ("district", "small")
SHOWN = 12


@check("EV-1")
def evidence_is_described(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Each item cited says where it comes from; each figure cites an item."""
    newest, signs = latest_of_each(content), content.edition.signs
    for ref, row in content.cited_items():
        missing = [name for name in FIELDS if not says(row.get(name), signs)]
        if missing and row.get("kind") != "gap":
            sentence = f"{ref} has no {' or '.join(missing)}"
            yield Open(sentence, content.evidence_url(ref, missing[0]))
        yield from aged(content, ref, row, newest)
        if row.get("scale") == "wider" and row.get("kind") == "statistic":
            sentence = (
                f"{ref} describes a wider area than yours. Say so where you lean on it"
            )
            yield Open(sentence, content.evidence_url(ref, "scale"), is_warning=True)
    yield from wording.figures_without_source(content.reading)


def aged(
    content: Content, ref: str, row: Row, newest: dict[str, int]
) -> Iterator[Open]:
    """Older than the edition's age; not where the same statistic is cited newer."""
    years = content.edition.limits.evidence_years
    year = wording.latest_year(row.get("period") or "")
    last = max(year, newest.get(row.get("indicator") or "", 0))
    if year and last < content.edition.published.year - years:
        sentence = f"{ref} is of {year}, more than {years} years before the prospectus"
        yield Open(sentence, content.evidence_url(ref), is_warning=True)


def latest_of_each(content: Content) -> dict[str, int]:
    """The latest year of each statistic that is cited."""
    found: Counter[str] = Counter()
    for _, row in content.cited_items():
        if key := row.get("indicator"):
            year = wording.latest_year(row.get("period") or "")
            found[key] = max(found[key], year)
    return dict(found)


@check("EV-2")
def evidence_is_open(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Anybody can read it; every item says on what terms; what is withheld is told."""
    around, refs = content.surroundings, content.relied_on
    for ref, row in refs.items():
        if not row.get("licence") and row.get("kind") != "gap":
            sentence = f"{ref} does not say under what licence it may be used"
            yield Open(sentence, content.evidence_url(ref, "licence"))
    shut = [ref for ref in refs if ref not in around.open_items]
    if shut and not around.evidence_is_open:
        if around.open_items:
            sentence = f"You cite evidence that is not public yet: {few(shut)}"
        else:
            sentence = "Your evidence base is not public yet"
        yield Open(sentence, content.opening_url())
    withheld = [
        ref for ref in content.refs if content.evidence.get(ref, {}).get("restricted")
    ]
    if withheld and not content.is_answered(criterion):
        count = f"{len(withheld)} item{'s' if len(withheld) > 1 else ''}"
        sentence = (
            f"You cite {count} that you do not publish ({few(withheld)}). Say why"
        )
        yield Open(sentence, content.answer_url(criterion), is_warning=True)


def few(refs: list[str]) -> str:
    more = len(refs) - SHOWN
    return ", ".join(refs[:SHOWN]) + (f" and {more} more" if more > 0 else "")


@check("EV-3")
def strengths_and_weaknesses_are_shown(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    for kind in ("strength", "weakness"):
        found = content.findings_of(kind)
        if not found:
            url = f"{content.add_url('findings')}?kind={kind}"
            yield Open(f"No {kind} has been recorded", url)
        elif content.unfounded(*found):
            url = content.edit_url("findings", found[0], "evidence")
            yield Open(f"No {kind} rests on evidence yet", url)
    yield from compared(content)


def compared(content: Content) -> Iterator[Open]:
    """Productivity first, and beside others for the same period."""
    cited = content.relied_on
    of_output = {
        ref: row for ref, row in cited.items() if row.get("bears_on") == "productivity"
    }
    if not of_output:
        sentence = "Nothing you cite is a statistic of productivity (output for each hour, or for each filled job)"
        yield Open(sentence, content.items_url())
    elif not any(row.get("has_comparator") for row in of_output.values()):
        ref = next(iter(of_output))
        sentence = f"{ref} has no figure of elsewhere for the same period beside it"
        yield Open(sentence, content.evidence_url(ref))
    for ref, row in cited.items():
        known = content.surroundings.indicators.get(row.get("indicator") or "")
        if known and known.is_headline and not row.get("has_comparator"):
            sentence = f"{ref} is a headline figure with nothing of the same period to compare it with"
            yield Open(sentence, content.evidence_url(ref), is_warning=True)


@check("EV-4")
def others_helped(content: Content, criterion: Criterion) -> Iterator[Open]:
    kinds = {row["kind"] for row in content.contributors}
    url = content.contributors_url()
    if not kinds & {"university", "expert", "evaluator"}:
        yield Open(
            "No university or independent expert is named among those who helped", url
        )
    if "civil_society" not in kinds:
        yield Open("No civil society body is named among those who helped", url)
    for row in content.contributors:
        if content.lacking(row, "did"):
            yield Open(f"{row['name']} is named, and not what they did", url)


@check("EV-5")
def evidence_is_granular(content: Content, criterion: Criterion) -> Iterator[Open]:
    items = [row for _, row in content.cited_items()]
    if not any(row.get("has_districts") or row.get("scale") in NEAR for row in items):
        sentence = "Nothing you cite looks at districts or smaller areas. If something does, say so on the item"
        yield Open(sentence, content.items_url())
    if not any(row.get("detail") == "sector" for row in items):
        sentence = "Nothing you cite looks at detailed sectors. If something does, say so on the item"
        yield Open(sentence, content.items_url())
