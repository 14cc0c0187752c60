"""What the portal can see of the finance officer's word on the version in question."""

from collections.abc import Iterator

from django.urls import reverse

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open
from strategies.prospectus import Criterion


@check("NF-1")
def finance_officer_has_confirmed(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    course = content.surroundings.course
    if course.in_question and not course.has_finance_statement:
        number = course.in_question
        sentence = f"The finance officer has not confirmed version {number}: every action within budgets that exist"
        url = reverse("strategies:version", args=[content.slug, number])
        yield Open(sentence, url, is_warning=True)
