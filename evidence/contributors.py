"""Who helped, by what they are, and whom a reader would look for in vain."""

from collections.abc import Iterable, Iterator

from evidence.models import Contributor

Kind = Contributor.Kind
COLUMNS = (
    "What they are",
    "Name",
    "What they did",
    "When",
    "From this place",
    "Helps to evaluate",
)


def by_kind(contributors: Iterable[Contributor]) -> list[tuple[str, list[Contributor]]]:
    """The kinds there is anybody of, in their order, each with its people."""
    found: dict[str, list[Contributor]] = {kind: [] for kind in Kind.values}
    for one in contributors:
        found[one.kind].append(one)
    return [(Kind(kind).label, people) for kind, people in found.items() if people]


def gaps(contributors: Iterable[Contributor]) -> list[str]:
    """What the prospectus asks of the evidence, and the list does not show yet."""
    people = list(contributors)
    kinds = {one.kind for one in people}
    found = []
    if not kinds & {Kind.UNIVERSITY, Kind.EXPERT}:
        found.append("No university or independent expert is listed yet")
    if Kind.CIVIL_SOCIETY not in kinds:
        found.append("Nobody from civil society is listed yet")
    if people and (silent := [one.name for one in people if not one.did.strip()]):
        found.append(f"It is not said what they did: {', '.join(silent[:5])}")
    if not any(one.evaluates or one.kind == Kind.EVALUATOR for one in people):
        found.append("Nobody is listed yet who will help to evaluate the strategy")
    return found


def rows(contributors: Iterable[Contributor]) -> Iterator[list[str]]:
    """For a spreadsheet. The cells are raw: make them safe when they are written."""
    yield list(COLUMNS)
    for one in contributors:
        yield [
            one.get_kind_display(),
            one.name,
            one.did,
            one.when,
            "Yes" if one.is_local else "No",
            "Yes" if one.evaluates else "No",
        ]
