"""What agreement itself settles: nobody is asked for it, and it is told how it stands."""

from collections.abc import Iterator

from django.urls import reverse

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open, Row
from strategies.prospectus import Criterion

SHOWN = "shown"
NOT_YET = "not_yet"


@check("AG-1")
def one_and_the_same_text(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Both have said yes to one fixed text. It is derived, and never typed."""
    course, url = content.surroundings.course, content.overview_url()
    if course.approved is None:
        yield Open("No version has been approved locally", url)
    elif course.agreed is None:
        sentence = f"Version {course.approved} is approved locally, and government has not agreed it"
        yield Open(sentence, url)
    elif course.agreed != course.approved:
        sentence = f"Version {course.approved} is approved locally, and version {course.agreed} was agreed"
        yield Open(sentence, url)
    elif not course.is_agreed_text:
        sentence = (
            f"The agreement is on another text than that of version {course.agreed}"
        )
        yield Open(sentence, url)


@check("AG-2")
def consistent_with_it(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Government found every “must” shown or set aside, and every “should” answered."""
    course = content.surroundings.course
    if course.agreed is not None and course.agreed_edition != content.edition.key:
        sentence = "It was agreed under another edition of the prospectus"
        yield Open(sentence, content.overview_url())
    if course.found is None:
        sentence = "Government has not yet told what it found"
        yield Open(sentence, content.overview_url())
        return
    page = reverse("strategies:checklist", args=[content.slug])
    for asked in content.edition.judged(content.kind):
        if is_open(asked, course.found.get(asked.id)):
            sentence = f"Government has not found this shown yet: {asked.title}"
            yield Open(sentence, f"{page}#{asked.id}")


def is_open(asked: Criterion, found: Row | None) -> bool:
    if asked.level == "must" or asked.gate:
        return found is None or found["finding"] == NOT_YET
    if asked.level == "should":
        return found is None or not (found["finding"] == SHOWN or found["reason"])
    return False
