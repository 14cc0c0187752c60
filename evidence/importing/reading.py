"""Reading a file: which shape it has, what is still to be asked, what each row says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Count

from evidence import columns
from evidence.importing import layout as shapes
from evidence.importing import records, source, standing
from evidence.importing.judging import Judge
from evidence.importing.layout import Layout
from evidence.importing.series import Series
from evidence.importing.tables import Unreadable
from evidence.models import Import, ImportRow
from people.areas import Areas

Stage = Import.Stage
BATCH = 1_000
MOST_FIGURES = 100_000


def read(import_: Import) -> None:
    """To the preview, or to the question that has to be answered first."""
    import_.rows.all().delete()
    sheets = source.sheets(import_)
    sheet = import_.mapping.get("sheet") or (sheets[0] if len(sheets) == 1 else "")
    if sheets and not sheet:
        import_.found, import_.stage = {"sheets": sheets}, Stage.MAPPING
        return
    series = Series.known_to(import_.place)
    layout = shapes.recognised(source.lines(import_, sheet))
    moved = import_.found.get("moved", False)
    import_.shape = layout.shape
    import_.found = layout.facts() | {"sheets": sheets, "moved": moved}
    is_named = bool(import_.mapping.get("every"))
    if layout.shape != shapes.LONG and not is_named:
        import_.found |= {"guess": _guess(layout, series)}
        import_.stage = Stage.MAPPING
        return
    _judge(import_, sheet, series)
    import_.stage = Stage.PREVIEW


def _judge(import_: Import, sheet: str, series: Series) -> None:
    judge = Judge(Areas.load(), series, import_.found["notes"], import_.shape)
    total = source.length(import_, sheet)
    told = records.read(source.lines(import_, sheet), import_.found, import_.mapping)
    judged = (row for record in told if (row := judge.judge(record)))
    count = 0
    while batch := list(islice(judged, BATCH)):
        count += len(batch)
        if count > MOST_FIGURES:
            raise Unreadable(
                f"The file has more than {MOST_FIGURES:,} figures. Upload it in smaller"
                " pieces, or only the areas you need"
            )
        _keep(import_, batch, series)
        import_.advance(batch[-1].line, total)
    if not count:
        raise Unreadable("No row with a figure was found under the headings")
    for (line, column), reason in judge.contradicted.items():
        import_.rows.filter(line=line, column=column).update(
            outcome=ImportRow.Outcome.REFUSED, reason=reason[:500], before=None
        )
    import_.found |= {"counts": counts(import_), "new": _new_series(judge.series)}


def _keep(import_: Import, batch: list[ImportRow], series: Series) -> None:
    for row in batch:
        row.of = import_
    standing.compare(batch, import_.place, series)
    ImportRow.objects.bulk_create(batch)


def counts(import_: Import) -> dict[str, int]:
    rows = import_.rows.order_by().values_list("outcome").annotate(n=Count("pk"))
    found = {str(outcome): 0 for outcome in ImportRow.Outcome} | dict(rows)
    without = import_.rows.exclude(outcome=ImportRow.Outcome.REFUSED)
    found["without"] = without.exclude(values__state="given").count()
    return found


def _new_series(series: Series) -> list[str]:
    return [f"{one.key}: {one.title}" for one in series.new.values()][:50]


def _guess(layout: Layout, series: Series) -> dict[str, Any]:
    """What the columns and the lines above them seem to say, to be corrected."""
    every: dict[str, str] = {}
    texts = [*layout.variables, *layout.above, layout.title, *layout.headers[:20]]
    if indicator := series.guessed(texts):
        every["indicator"] = indicator.key
        every["publisher"] = indicator.publisher
        every["licence"] = indicator.licence
        every["dataset"] = indicator.dataset
    if index := next(
        (text for text in layout.above if "=100" in text.replace(" ", "")), ""
    ):
        every["unit"] = "index UK=100" if "UK" in index else "index"
    if layout.shape == shapes.NOMIS:
        every.setdefault("publisher", "ONS via Nomis")
        every.setdefault("dataset", layout.title)
    named = columns.guessed(layout.headers, layout.examples)
    return {"every": every, "columns": {str(at): name for at, name in named.items()}}


def accepted(import_: Import) -> Iterator[list[ImportRow]]:
    """The rows that say something new, a batch at a time."""
    wanted = (ImportRow.Outcome.NEW, ImportRow.Outcome.CHANGED)
    last = 0
    while True:
        rows = import_.rows.filter(outcome__in=wanted, pk__gt=last)
        batch = list(rows.order_by("pk")[:BATCH])
        if not batch:
            return
        last = batch[-1].pk
        yield batch
