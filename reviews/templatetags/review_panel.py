"""What the overview of a strategy shows of how it moves: what happens next."""

from typing import Any

from django import template

from reviews.permissions import may_publish, may_read_review, may_support
from reviews.publishing import what_to_publish
from reviews.workflow import moves_for
from strategies.models import Status, Strategy
from strategies.permissions import may_see_problems

register = template.Library()

BEFORE_SUBMITTING = (Status.DRAFTING, Status.RETURNED)


@register.inclusion_tag("reviews/_panel.html", takes_context=True)
def review_panel(context: dict[str, Any], strategy: Strategy) -> dict[str, Any]:
    """The moves open to this person, the round, and what is public."""
    user = context["request"].user
    publishes = may_publish(user, strategy)
    in_question = strategy.in_question_id is not None
    publication = strategy.publications.filter(withdrawn_on=None).defer("page").first()
    return {
        "strategy": strategy,
        "moves": moves_for(user, strategy),
        "round": strategy.rounds.order_by("-number").first(),
        "may_read_review": may_read_review(user, strategy),
        "may_see_open": strategy.status in BEFORE_SUBMITTING
        and may_see_problems(user, strategy),
        "may_support": in_question and may_support(user, strategy),
        "publication": publication,
        "may_publish": publishes
        and in_question
        and publication is None
        and what_to_publish(strategy) is not None,
        "may_unpublish": publishes and publication is not None,
    }
