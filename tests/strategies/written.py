"""A small strategy written the way the portal writes one."""

from people.models import Place, User
from strategies import drafting, outline, records
from strategies.models import Action, Finding, Measure, Priority, Strategy
from tests.factories import ItemFactory

ECONOMY = """### Output

Output per hour is £28.90 [@E02], and 78 per cent are in work [@E01].

| Area | 2017 | 2018 |
| --- | --- | --- |
| Carrow | 28.9 | 29.1 |
| Fellside | 30.2 | 30.4 |
"""
SUMMARY = "We have chosen **four** priorities. We could have chosen fourteen."


def a_written_strategy(place: Place, by: User) -> Strategy:
    """Two parts of text, one finding, a priority with its action, and a measure."""
    for number, title in enumerate(
        ["Annual Population Survey", "Subregional productivity", "Firm survey"], 1
    ):
        ItemFactory(place=place, number=number, title=title, publisher="ONS")
    strategy = outline.begin(
        place, title="Marlshire Local Industrial Strategy", end_year=2035, by=by
    )
    write(strategy, "summary", SUMMARY, by)
    write(strategy, "the-local-economy", ECONOMY, by)
    choose(strategy, by)
    return strategy


def write(strategy: Strategy, key: str, text: str, by: User) -> None:
    part = strategy.parts.select_related("latest").get(key=key)
    drafting.save(part, text, base=part.base, by=by)


def text_of(strategy: Strategy, key: str) -> str:
    return strategy.parts.get(key=key).text


def choose(strategy: Strategy, by: User) -> None:
    strength = Finding(
        strategy=strategy, kind="strength", title="Welding", evidence=["E03"]
    )
    priority = Priority(
        strategy=strategy,
        title="Hydrogen",
        sentence="The cluster cuts its own carbon.",
        tags=["ideas", "clean-growth"],
        findings=["S1"],
    )
    for record in (strength, priority):
        records.add(record, by=by)
    action = Action(
        strategy=strategy,
        priority=priority,
        title="A cluster plan",
        funding_source="no-cost",
    )
    measure = Measure(
        strategy=strategy, priority=priority, title="Tonnes of carbon", source="E01"
    )
    for record in (action, measure):
        records.add(record, by=by)
