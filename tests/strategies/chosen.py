"""Records to test with, given their refs as a page would give them."""

from strategies import records
from strategies.models import Action, Finding, Measure, Priority


def a_finding(strategy, by, kind="strength", **fields):
    fields = {"title": "Welding"} | fields
    return records.add(Finding(strategy=strategy, kind=kind, **fields), by=by)


def a_priority(strategy, by, **fields):
    fields = {"title": "Hydrogen"} | fields
    return records.add(Priority(strategy=strategy, **fields), by=by)


def an_action(priority, by, **fields):
    fields = {"title": "A cluster plan"} | fields
    action = Action(strategy=priority.strategy, priority=priority, **fields)
    return records.add(action, by=by)


def a_measure(strategy, by, **fields):
    fields = {"title": "Tonnes of carbon"} | fields
    return records.add(Measure(strategy=strategy, **fields), by=by)
