"""Files of figures to import: the shapes publishers use, with figures that are made up."""

from django.core.files.base import ContentFile

from evidence import imports
from evidence.models import Import
from office.uploads import KINDS, CheckedFile
from people.models import LocalAuthority, PlaceCode, PlaceName
from people.names import name_key
from tests.factories import PlaceFactory

HEAD = (
    "row_id,indicator_id,indicator,place_code,place_name,geography_type,period,value,"
    "unit,comparator_name,comparator_value,status,publisher,dataset,release_date,"
    "source_address,licence,ci_low,ci_high,note"
)
GOOD = {
    "row_id": "",
    "indicator_id": "PROD_HOUR",
    "indicator": "GVA per hour worked",
    "place_code": "X37000001",
    "place_name": "Marlshire",
    "geography_type": "LEP",
    "period": "2017",
    "value": "28.90",
    "unit": "GBP",
    "comparator_name": "UK",
    "comparator_value": "33.65",
    "status": "experimental",
    "publisher": "ONS",
    "dataset": "Subregional productivity",
    "release_date": "2019-02-06",
    "source_address": "https://example.org/figures",
    "licence": "OGL v3.0",
    "ci_low": "",
    "ci_high": "",
    "note": "",
}


def places():
    """Two LEPs, one of them coded twice, and a district of the first."""
    marlshire = PlaceFactory(name="Marlshire", slug="marlshire")
    midlands = PlaceFactory(name="Mid Shires", slug="mid-shires")
    coded(marlshire, "X37000001")
    coded(midlands, "X37000041", "X37000057")
    LocalAuthority.objects.create(code="X07000003", name="North Saltings")
    return marlshire, midlands


def coded(place, *codes):
    for at, code in enumerate(codes):
        since = None if at == 0 else f"20{19 + at}-04-01"
        PlaceCode.objects.create(place=place, code=code, since=since)
    PlaceName.objects.create(place=place, name=place.name, key=name_key(place.name))


def long(*rows):
    """A file of the long shape, each row being the good one but for what is said."""
    columns = HEAD.split(",")
    lines = [HEAD]
    for row in rows:
        says = {**GOOD, **row}
        lines.append(",".join(f'"{says[name]}"' for name in columns))
    return "\n".join(lines)


def handed_in(place, by, content, name="figures.csv"):
    """The import as it is once a worker has read it."""
    data = content.encode() if isinstance(content, str) else content
    kind = KINDS["xlsx" if name.endswith("xlsx") else "csv"]
    upload = CheckedFile(ContentFile(data, name), name, kind)
    return worked(imports.hand_in(place, upload, by=by))


def worked(import_):
    import_ = Import.objects.get(pk=import_.pk)
    import_.work()
    Import.objects.filter(pk=import_.pk).update(state="done")
    return Import.objects.get(pk=import_.pk)


def taken_in(import_, by):
    assert imports.ask_to_take_in(import_, by=by)
    return worked(import_)


def taken_out(import_, by):
    assert imports.ask_to_take_out(import_, by=by)
    return worked(import_)


def outcomes(import_):
    return [row.outcome for row in import_.rows.all()]


def reasons(import_):
    return [row.reason for row in import_.rows.all()]
