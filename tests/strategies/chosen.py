"""Records to test with, given their refs as a page would give them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from office.uploads import KINDS, CheckedFile
from strategies import enclosures, records
from strategies.models import Action, Chart, Figure, Finding, Measure, Priority


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


def a_figure(strategy, by, **fields):
    fields = {"title": "Output an hour"} | fields
    return records.add(Figure(strategy=strategy, **fields), by=by)


def a_chart(strategy, by, **fields):
    fields = {
        "title": "Over time", "shape": "series", "indicator": "ZQ_RATE",
        "unit": "per cent", **fields,
    }  # fmt: skip
    return records.add(Chart(strategy=strategy, **fields), by=by)


def a_picture(strategy, by, *, colour="navy", size=(60, 40), name="chart.png"):
    """One kept for the strategy, as an upload of a plain picture would be."""
    upload = SimpleUploadedFile(name, drawn(size, colour))
    checked = CheckedFile(upload, name, KINDS["png"])
    return enclosures.enclose(strategy, enclosures.ready(checked), by=by)


def drawn(size=(60, 40), colour="navy", form="PNG", **options):
    """The bytes of a picture in one colour."""
    content = BytesIO()
    Image.new("RGB", size, colour).save(content, form, **options)
    return content.getvalue()
