"""What can be in the way of a move. Each gives reasons in words; an empty list is a yes."""

from django.db.models import QuerySet

from people.models import Place
from reviews.attempt import Attempt
from reviews.models import Approval, Judgement, Point, Round, Support
from strategies import checks, document
from strategies.models import Strategy


def edition_gates(attempt: Attempt) -> list[str]:
    """What the prospectus bars this move with (its criteria that name it as a gate).

    Asked of the version in question; before one is frozen, of the working text.
    """
    version = attempt.strategy.in_question
    if attempt.verb == "ask_for_approval" or version is None:
        return checks.blockers(attempt.strategy, attempt.verb)
    return checks.blockers(attempt.strategy, attempt.verb, version.document)


def figures_described(attempt: Attempt) -> list[str]:
    """Every picture says what it shows to those who cannot see it, as the law asks."""
    content = checks.of_strategy(attempt.strategy)
    return [item.sentence for item in checks.figures.undescribed(content)]


def lines_that_place_nothing(attempt: Attempt) -> list[str]:
    content = checks.of_strategy(attempt.strategy)
    return [item.sentence for item in checks.figures.misplaced(content)]


def other_version(strategy: Strategy, read: int | None) -> str:
    """The sentence for a decision on a version that is no longer the one in question."""
    current = strategy.in_question
    if current is None:
        return "No version is in question now. Look at the strategy again."
    if read is None:
        return f"Say which version you read. Version {current.number} is in question."
    return (
        f"You read version {read}, but version {current.number} is now in question. "
        "Compare the two, then decide again."
    )


def not_by_who_froze_it(attempt: Attempt) -> list[str]:
    version = attempt.strategy.in_question
    if version is not None and version.by_id == attempt.by.pk:
        return ["You asked for this approval. Somebody else must give or record it."]
    return []


def minute_when_recorded(attempt: Attempt) -> list[str]:
    """An officer does not approve: they record what the board decided, with its minute."""
    if attempt.by_who_signs():
        return []
    names = {
        "board": "Say which board decided.",
        "decided_on": "Say when the board decided.",
        "minute": "Add the board's minute as a file.",
    }
    return [sentence for name, sentence in names.items() if not attempt.facts.get(name)]


def approved(attempt: Attempt) -> list[str]:
    """Approval on the very version in question."""
    standing = Approval.objects.filter(
        version=attempt.strategy.in_question, taken_back_at=None
    )
    return [] if standing.exists() else ["This version has not been approved locally."]


def support_missing(attempt: Attempt) -> list[str]:
    """Each supporting LEP's yes to the version in question."""
    return [
        f"{place.label} has not recorded its support for this version."
        for place in supporters_outstanding(attempt.strategy)
    ]


def supporters_outstanding(strategy: Strategy) -> list[Place]:
    given = Support.objects.filter(version=strategy.in_question)
    return list(
        strategy.place.supporters()
        .exclude(pk__in=given.values("place"))
        .order_by("name")
    )


def replies_missing(attempt: Attempt) -> list[str]:
    """A new submission needs a reply to each point that needs a change."""
    points = (
        Point.objects.filter(strategy=attempt.strategy, replies=None)
        .sent()
        .open()
        .needing_change()
    )
    return [
        f"Point {point.number} needs a reply: {_short(point.text)}" for point in points
    ]


def text_moved_on(attempt: Attempt) -> list[str]:
    """The working text is no longer what was approved: said, not barred."""
    version = attempt.strategy.in_question
    if version is None:
        return []
    now = document.fingerprint(document.build(attempt.strategy))
    if now == version.sha256:
        return []
    return [
        f"The working text has changed since version {version.number} was frozen. "
        "What goes to government is the version, without those changes."
    ]


def reading_has_begun(attempt: Attempt) -> list[str]:
    if open_round(attempt.strategy).filter(reading_since__isnull=False).exists():
        return ["Your Area Lead has started reading. Ask them to send it back to you."]
    return []


def proposed_points(attempt: Attempt) -> list[str]:
    waiting = Point.objects.filter(
        round__in=open_round(attempt.strategy), standing=Point.Standing.PROPOSED
    ).count()
    if not waiting:
        return []
    return [
        f"Points from reviewers that you have not taken over or set aside: {waiting}. "
        "They will not be sent."
    ]


def points_open(attempt: Attempt) -> list[str]:
    points = Point.objects.filter(strategy=attempt.strategy).open().needing_change()
    return [
        f"Point {point.number} needs a change and is still open: {_short(point.text)}"
        for point in points
    ]


def findings_open(attempt: Attempt) -> list[str]:
    """Every must and gate shown or set aside; every should not shown has its reason.

    AG-2 of the prospectus: agreement depends on the strategy being consistent with it.
    """
    strategy = attempt.strategy
    found = {
        judgement.criterion: judgement
        for judgement in Judgement.objects.filter(round__in=open_round(strategy))
    }
    reasons = []
    for criterion in strategy.edition.judged(strategy.place.kind):
        judgement = found.get(criterion.id)
        if criterion.level == "must" or criterion.gate:
            if judgement is None or judgement.finding == Judgement.Finding.NOT_YET:
                reasons.append(
                    f"{criterion.id} {criterion.title}: say that it is shown, or set it "
                    "aside with a reason."
                )
        elif criterion.level == "should" and not _has_answer(judgement):
            reasons.append(
                f"{criterion.id} {criterion.title}: say that it is shown, or give one "
                "sentence of reason."
            )
    return reasons


def _has_answer(judgement: Judgement | None) -> bool:
    if judgement is None:
        return False
    return judgement.finding == Judgement.Finding.SHOWN or bool(judgement.reason)


def decision_recorded(attempt: Attempt) -> list[str]:
    names = {
        "decided_by": "Say who in government decided.",
        "decided_on": "Say when government decided.",
    }
    return [sentence for name, sentence in names.items() if not attempt.facts.get(name)]


def another_has_begun(attempt: Attempt) -> list[str]:
    others = Strategy.objects.live().filter(place=attempt.strategy.place)
    if others.exists():
        return [
            "Another strategy of this place has begun since. Withdraw that one first."
        ]
    return []


def paused_already(attempt: Attempt) -> list[str]:
    return ["This strategy is paused already."] if attempt.strategy.is_paused else []


def not_paused(attempt: Attempt) -> list[str]:
    return [] if attempt.strategy.is_paused else ["This strategy is not paused."]


def open_round(strategy: Strategy) -> QuerySet[Round]:
    return Round.objects.filter(strategy=strategy, closed_at=None)


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79].rstrip() + "…"
