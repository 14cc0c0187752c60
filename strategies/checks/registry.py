"""Which check belongs to which criterion. An edition without that id has no use for it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from strategies.checks.subject import Content, Open
from strategies.prospectus import Criterion

Rule = Callable[[Content, Criterion], Iterable[Open]]
Check = Callable[[Content], list[Open]]

CHECKS: dict[str, Check] = {}
RULES: dict[str, list[Rule]] = defaultdict(list)


def check(*ids: str) -> Callable[[Rule], Rule]:
    """Register a rule as the check of these criteria, or as one more part of it."""

    def register(rule: Rule) -> Rule:
        for id in ids:
            RULES[id].append(rule)
            CHECKS[id] = bound(id)
        return rule

    return register


def bound(id: str) -> Check:
    def run(content: Content) -> list[Open]:
        criterion = content.edition.criterion(id)
        return [
            replace(item, criterion=id)
            for rule in RULES[id]
            for item in rule(content, criterion)
        ]

    return run
