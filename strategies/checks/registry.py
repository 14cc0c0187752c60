"""Which check belongs to which criterion. An edition without that id has no use for it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from strategies.checks.subject import Content, Open
from strategies.prospectus import Criterion

Rule = Callable[[Content, Criterion], Iterable[Open]]
Check = Callable[[Content], list[Open]]

CHECKS: dict[str, Check] = {}


def check(*ids: str) -> Callable[[Rule], Rule]:
    """Register a rule as the check of these criteria."""

    def register(rule: Rule) -> Rule:
        for id in ids:
            CHECKS[id] = bound(rule, id)
        return rule

    return register


def bound(rule: Rule, id: str) -> Check:
    def run(content: Content) -> list[Open]:
        criterion = content.edition.criterion(id)
        return [replace(item, criterion=id) for item in rule(content, criterion)]

    return run
