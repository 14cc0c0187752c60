"""What the portal can see of what each LEP has undertaken. It is held on the LEP."""

from collections.abc import Iterator

from django.urls import reverse

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open
from strategies.prospectus import Criterion


@check("LR-1", "LR-2", "LR-3")
def condition_is_recorded(content: Content, criterion: Criterion) -> Iterator[Open]:
    for name, slug in content.surroundings.partnerships:
        if (slug, criterion.id) not in content.surroundings.accepted:
            sentence = f"{name} has not recorded: {criterion.title}"
            yield Open(sentence, conditions_url(slug))


@check("LR-3")
def both_came_together(content: Content, criterion: Criterion) -> Iterator[Open]:
    """The prospectus asks for the plan “alongside” the use of capacity funding."""
    days = content.surroundings.accepted_on
    for name, slug in content.surroundings.partnerships:
        plan, funding = days.get((slug, "LR-3")), days.get((slug, "LR-2"))
        if plan and funding and plan != funding:
            sentence = f"{name} recorded its plan and its use of capacity funding for different days. They are asked for together"
            yield Open(sentence, conditions_url(slug), is_warning=True)


def conditions_url(slug: str) -> str:
    return reverse("people:conditions", args=[slug])
