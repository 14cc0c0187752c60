"""What a chart shows, in sentences: for those who cannot see it, and to be honest."""

from typing import Any

from evidence.drawing import lines
from evidence.drawing.numbers import grouped, said
from evidence.drawing.table import in_order, value_of

Row = dict[str, Any]


def sentence(data: Row) -> str:
    """What a reader is meant to see, as far as the figures say it themselves."""
    return ranked(data) if data["shape"] == "ranked" else over_time(data)


def over_time(data: Row) -> str:
    shown = [line for line in data["lines"] if lines.given(line)]
    told = [f"{about(data)}, over time."]
    for line in shown:
        first, last = lines.given(line)[0], lines.given(line)[-1]
        now = f"{said(last['value'], data['unit'])} in {last['period']}"
        if first is last:
            told.append(f"{line['name']}: {now}.")
        else:
            then = f"{said(first['value'], data['unit'])} in {first['period']}"
            told.append(f"{line['name']}: from {then} to {now}.")
    return " ".join(told)


def ranked(data: Row) -> str:
    shown = [line for line in data["lines"] if value_of(line) is not None]
    places = in_order(line for line in shown if not line["is_compared"])
    first, last = places[:1], places[-1:]
    told = [f"{about(data)}, {data.get('period', '')}."]
    if len(places) > 1:
        told.append(
            f"{len(places)} places in order, from {with_value(first[0], data)} "
            f"to {with_value(last[0], data)}."
        )
    ours = [line for line in places if line["is_ours"]]
    if len(ours) < len(places) or len(places) == 1:
        told += [f"{with_value(line, data)}." for line in ours[:3]]
    told += [f"{with_value(line, data)}." for line in shown if line["is_compared"]]
    return " ".join(told)


def with_value(line: Row, data: Row) -> str:
    return f"{line['name']}, {said(line['points'][0]['value'], data['unit'])}"


def about(data: Row) -> str:
    part = f" ({data['breakdown']})" if data["breakdown"] else ""
    return f"{data['statistic']}{part}"


def notes(data: Row) -> list[str]:
    """What has to be said under a chart: where it begins, and what its marks mean."""
    found = list(data.get("notes", []))
    points = [point for line in data["lines"] for point in line["points"]]
    if data["shape"] == "series" and any(one["value"] is not None for one in points):
        shown = [line for line in data["lines"] if lines.given(line)]
        low, *_ = lines.heights(shown)
        if low > 0:
            found.append(f"The scale begins at {grouped(f'{low:g}')}, not at zero.")
    if any(one["low"] is not None and one["high"] is not None for one in points):
        found.append("Thin bars or bands show confidence limits, where they are known.")
    if any(one["value"] is None for one in points):
        found.append("Gaps are figures held back or not available. They are not zero.")
    return found
