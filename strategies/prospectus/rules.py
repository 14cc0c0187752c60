"""What must be true of an edition beyond its keys and types.

Each rule is given a whole edition and yields the key and the reason of each fault.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from office.approximate import Approximate, NotADate
from strategies.prospectus.shapes import AGREEMENT, CONDITIONS, Criterion, Edition

Faults = Iterator[tuple[str, str]]

RESERVED = ("add", "import")


def broken(edition: Edition) -> Faults:
    """Every fault in what the edition's keys say of each other."""
    for rule in RULES:
        yield from rule(edition)


def keys_are_unique(edition: Edition) -> Faults:
    tags = [tag.key for tag_set in edition.tags for tag in tag_set.tags]
    yield from repeated("sections", (section.key for section in edition.sections))
    yield from repeated("sections.parts", (part.key for part in edition.parts))
    yield from repeated("criteria", (criterion.id for criterion in edition.criteria))
    yield from repeated("tags", (tag_set.key for tag_set in edition.tags))
    yield from repeated("tags.tags", tags)
    yield from repeated("funding_sources", (it.key for it in edition.funding_sources))
    yield from repeated("departments", (it.key for it in edition.departments))
    yield from repeated("milestones", (it.key for it in edition.milestones))
    yield from repeated("signing", (signing.kind for signing in edition.signing))


def no_key_is_reserved(edition: Edition) -> Faults:
    """These words are taken: by addresses, and by criteria that no section shows."""
    for part in edition.parts:
        if part.key in RESERVED:
            yield f"sections.{part.section}.parts.{part.key}", "is a word we keep"
    for section in edition.sections:
        if section.key in (CONDITIONS, AGREEMENT):
            yield f"sections.{section.key}", "is a word we keep"


def each_record_prints_once(edition: Edition) -> Faults:
    printed = [record for part in edition.parts for record in part.prints]
    yield from repeated("sections.parts.prints", printed)


def work_has_one_order(edition: Edition) -> Faults:
    orders = (str(part.order_of_work) for part in edition.parts)
    yield from repeated("sections.parts.order_of_work", orders)


def tags_of_parts_are_known(edition: Edition) -> Faults:
    known = {tag.key for tag_set in edition.tags for tag in tag_set.tags}
    for part in edition.parts:
        for tag in part.tags:
            if tag not in known:
                where = f"sections.{part.section}.parts.{part.key}.tags"
                yield where, f"“{tag}” is not one of this edition's tags"


def tags_answer_a_criterion(edition: Edition) -> Faults:
    known = {criterion.id for criterion in edition.criteria}
    for tag_set in edition.tags:
        if tag_set.criterion and tag_set.criterion not in known:
            where = f"tags.{tag_set.key}.criterion"
            yield where, f"“{tag_set.criterion}” is not one of this edition's criteria"


def figures_stand_in_parts(edition: Edition) -> Faults:
    known = {part.key for part in edition.parts}
    for key in edition.signs.own_figures:
        if key not in known:
            yield "signs.own_figures", f"“{key}” is not a part"


def criteria_stand_somewhere(edition: Edition) -> Faults:
    """In a section with parts; or, if the text cannot show them, in neither."""
    for criterion in edition.criteria:
        where = f"criteria.{criterion.id}"
        home = home_of(criterion)
        if home and (criterion.section != home or criterion.parts):
            yield f"{where}.section", f"must be “{home}”, with no parts"
        elif not home:
            yield from misplaced(criterion, edition, where)


def home_of(criterion: Criterion) -> str:
    """The place apart where a criterion stands that the text does not show."""
    if criterion.on_lep:
        return CONDITIONS
    return AGREEMENT if criterion.result else ""


def misplaced(criterion: Criterion, edition: Edition, where: str) -> Faults:
    sections = {part.key: part.section for part in edition.parts}
    if criterion.section not in {section.key for section in edition.sections}:
        yield f"{where}.section", f"“{criterion.section}” is not a section"
        return
    if not criterion.parts:
        yield f"{where}.parts", "must name at least one part"
    for part in criterion.parts:
        if part not in sections:
            yield f"{where}.parts", f"“{part}” is not a part"
    for part in criterion.parts[:1]:
        if sections.get(part, criterion.section) != criterion.section:
            yield f"{where}.parts", f"“{part}” comes first but is in another section"


def criteria_apply_to_places_that_sign(edition: Edition) -> Faults:
    kinds = {signing.kind for signing in edition.signing}
    for criterion in edition.criteria:
        for kind in criterion.applies_to:
            if kind not in kinds:
                where = f"criteria.{criterion.id}.applies_to"
                yield where, f"nobody signs for “{kind}” in this edition"


def milestones_can_be_dated(edition: Edition) -> Faults:
    for milestone in edition.milestones:
        try:
            Approximate.parse(milestone.when)
        except NotADate as reason:
            yield f"milestones.{milestone.key}.when", f"“{milestone.when}”: {reason}"


def repeated(where: str, keys: Iterable[str]) -> Faults:
    for key, count in Counter(keys).items():
        if count > 1:
            yield f"{where}.{key}", f"stands {count} times, where each must be its own"


RULES = (
    keys_are_unique,
    no_key_is_reserved,
    each_record_prints_once,
    work_has_one_order,
    tags_of_parts_are_known,
    tags_answer_a_criterion,
    figures_stand_in_parts,
    criteria_stand_somewhere,
    criteria_apply_to_places_that_sign,
    milestones_can_be_dated,
)
