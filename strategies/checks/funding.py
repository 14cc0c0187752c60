"""What the portal can see of money: where it comes from, and who acts for it."""

from collections.abc import Iterator

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open
from strategies.prospectus import Criterion


@check("NF-1")
def no_new_funding(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Every action has a source this edition allows; one to be won is a warning."""
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


@check("CL-1")
def actions_have_people(content: Content, criterion: Criterion) -> Iterator[Open]:
    leaderless = [row for row in content.actions if not row["lead"]]
    yield from content.each("actions", leaderless, "has nobody who leads it")
    alone = [row for row in content.actions if not row["partners"]]
    yield from content.each("actions", alone, "names no partner")
