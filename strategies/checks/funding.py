"""What the portal can see of money: where it comes from, and who acts for it."""

from collections.abc import Iterator

from django.urls import reverse

from strategies import funding
from strategies.checks.registry import check
from strategies.checks.subject import Content, Open
from strategies.funding import answers
from strategies.prospectus import Criterion


@check("NF-1")
def no_new_funding(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Sources this edition allows, and no sentence that asks; bids are a warning."""
    yield from sources_refused(content)
    yield from sentences_that_ask(content)


def sources_refused(content: Content) -> Iterator[Open]:
    sources = {source.key: source for source in content.edition.funding_sources}
    for row in content.actions:
        url = content.edit_url("actions", row)
        source = sources.get(row["funding_source"])
        if source is None:
            yield Open(f"{row['ref']} does not say what pays for it", url)
        elif source.stance == "refused":
            yield Open(
                f"{row['ref']} is to be paid for from “{source.title}”. {source.hint}",
                url,
            )
        elif source.stance == "warn":
            sentence = f"{row['ref']} counts on “{source.title}”. {source.hint}"
            yield Open(sentence, url, is_warning=True)


def sentences_that_ask(content: Content) -> Iterator[Open]:
    """Marks nobody has closed; those the scan leaves to a person are one warning."""
    marks = funding.marks_in(content)
    closed = answers.closed(content.slug, marks)
    left = {mark.key: mark for mark in marks if mark.key not in closed}.values()
    page = reverse("strategies:funding", args=[content.slug])
    for mark in left:
        if mark.is_flag:
            said = f"{mark.where} reads like an ask for new money: “{short(mark.sentence)}”"
            yield Open(said, f"{page}#{mark.anchor}")
    to_look_at = sum(not mark.is_flag for mark in left)
    if to_look_at:
        said = (
            f"Sentences about money or asks that somebody should look at: {to_look_at}"
        )
        yield Open(said, page, is_warning=True)


def short(sentence: str) -> str:
    return sentence if len(sentence) <= 120 else f"{sentence[:119].rstrip()}…"


@check("CL-1")
def actions_have_people(content: Content, criterion: Criterion) -> Iterator[Open]:
    yield from content.each_without("actions", "lead", "has nobody who leads it")
    yield from content.each_without("actions", "partners", "names no partner")
