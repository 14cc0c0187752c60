"""The ZIP of agreed strategies, read back as whoever receives it would."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta
from pathlib import PurePosixPath

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone
from openpyxl import load_workbook

from office import jobs
from office.models import State
from reviews import exports
from reviews.models import Agreement, Export
from reviews.tasks import clear_expired_exports
from strategies.models import Rendering
from strategies.models.version import Stage
from tests.factories import ItemFactory
from tests.reviews.agreed import store_pdf, wait_for_nothing_else
from tests.strategies.written import write

MANIFEST = "manifest-sha256.txt"
PDF = b"%PDF-1.7 the agreed text"


@pytest.fixture
def cited(cast, strategy):
    """The strategy cites two items; then both are changed."""
    items = [
        ItemFactory(place=cast.place, number=1, ref="E01", title="=Output", period="2018"),
        ItemFactory(
            place=cast.place, number=2, ref="E02", title="Survey", is_restricted=True,
            publisher="Nobody may know", restricted_because="Commercial",
        ),
    ]  # fmt: skip
    text = "Much is made here [@E01], they say [@E02]."
    write(strategy, "what-we-see", text, cast.officer)
    return items


@pytest.fixture
def agreed(strategy, bring_to):
    return bring_to("agreed")


@pytest.fixture
def export(agreed, cast):
    store_pdf(agreed.agreement.version, Stage.AGREED, PDF)
    wait_for_nothing_else(agreed.agreement.version)
    export = Export.objects.create(chosen_by="All", asked_by=cast.administrator)
    export.strategies.add(agreed)
    return export


def made(export):
    """Let a worker make it; what is in it, by name."""
    assert jobs.work_on_next()
    export.refresh_from_db()
    assert (export.state, export.error) == (State.DONE, "")
    with export.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        return {name: archive.read(name) for name in names}


def rows_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_form_of_the_agreed_text_is_in_it(cited, agreed, export):
    contents = made(export)

    slug = agreed.slug
    assert set(contents) == {
        f"{slug}/strategy.pdf",
        f"{slug}/strategy.html",
        f"{slug}/version.json",
        f"{slug}/evidence.csv",
        "index.csv",
        "index.xlsx",
        MANIFEST,
    }
    version = agreed.agreement.version
    assert contents[f"{slug}/strategy.pdf"] == PDF
    assert json.loads(contents[f"{slug}/version.json"]) == version.document
    page = contents[f"{slug}/strategy.html"].decode()
    assert "Much is made here" in page
    assert "Agreed with government on 2 November 2026" in page


def test_its_version_has_the_check_code_that_was_agreed(agreed, export):
    contents = made(export)

    digest = hashlib.sha256(contents[f"{agreed.slug}/version.json"]).hexdigest()
    assert digest == agreed.agreement.sha256


def test_every_name_in_it_is_relative(export):
    for name in made(export):
        path = PurePosixPath(name)
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert "\\" not in name


def test_its_manifest_holds_the_sum_of_every_other_file(export):
    contents = made(export)

    told = dict(
        reversed(line.split("  ", 1))
        for line in contents[MANIFEST].decode().splitlines()
    )
    assert set(told) == set(contents) - {MANIFEST}
    for name, digest in told.items():
        assert hashlib.sha256(contents[name]).hexdigest() == digest


def test_what_is_kept_of_it_is_its_own_sum_and_size(export):
    made(export)

    with export.file.open("rb") as file:
        content = file.read()
    assert export.sha256 == hashlib.sha256(content).hexdigest()
    assert export.size == len(content)


def test_both_indexes_name_the_agreement(cast, agreed, export):
    contents = made(export)

    head, row = rows_of(contents["index.csv"])
    sheet = load_workbook(io.BytesIO(contents["index.xlsx"])).active
    assert [[cell or "" for cell in line] for line in sheet.values] == [head, row]
    told = dict(zip(head, row, strict=True))
    assert told["Place"] == "Marlshire"
    assert told["Kind"] == "Local Enterprise Partnership"
    assert told["Version"] == "1"
    assert told["Agreed on"] == "2026-11-02"
    assert told["Decided by"] == "The Secretary of State"
    assert told["Check code (SHA-256)"] == agreed.agreement.sha256
    assert told["Folder"] == agreed.slug


@pytest.mark.parametrize("nasty", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3"])
def test_no_cell_of_either_index_runs(export, nasty):
    Agreement.objects.update(decided_by=nasty, reference=nasty)

    contents = made(export)

    row = rows_of(contents["index.csv"])[1]
    assert row.count(f"'{nasty}") == 2
    sheet = load_workbook(io.BytesIO(contents["index.xlsx"])).active
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert [cell.value for cell in cells].count(f"'{nasty}") == 2
    assert "f" not in {cell.data_type for cell in cells}


def test_the_evidence_is_that_of_the_day_it_was_frozen(cited, agreed, export):
    cited[0].title = "Changed since"
    cited[0].save()

    contents = made(export)

    head, first, second = rows_of(contents[f"{agreed.slug}/evidence.csv"])
    told = dict(zip(head, first, strict=True))
    assert (told["Number"], told["Reference"]) == ("1", "E01")
    assert (told["Title"], told["Period"]) == ("'=Output", "2018")
    assert told["Restricted"] == ""
    assert dict(zip(head, second, strict=True))["Restricted"] == "Yes"
    assert b"Nobody may know" not in b"".join(contents.values())


def test_while_its_pdf_is_being_made_it_waits_and_is_then_taken_up(agreed, export):
    Rendering.objects.update(state=State.RUNNING)

    assert not jobs.work_on_next()

    export.refresh_from_db()
    assert export.state == State.WAITING
    assert export.error == (
        "The agreed PDF of A strategy is still being made. This waits for it."
    )
    Rendering.objects.update(state=State.DONE)
    assert f"{agreed.slug}/strategy.pdf" in made(export)


def test_it_does_not_wait_for_ever(export):
    Rendering.objects.update(state=State.RUNNING)

    assert [jobs.work_on_next() for _ in range(3)] == [False, False, True]

    export.refresh_from_db()
    assert export.state == State.FAILED


def test_a_pdf_that_failed_is_to_be_made_first(export):
    Rendering.objects.update(state=State.FAILED)

    assert jobs.work_on_next()

    export.refresh_from_db()
    assert export.error.endswith("It failed: try it again under Jobs first.")


def test_its_file_is_deleted_after_thirty_days_and_its_row_stays(export):
    made(export)
    name = export.file.name
    assert timedelta(days=29) < export.expires_at - timezone.now() <= exports.KEPT_FOR

    with time_machine.travel(timezone.now() + timedelta(days=29, hours=23)):
        assert clear_expired_exports() == 0
        assert default_storage.exists(name)
    with time_machine.travel(timezone.now() + timedelta(days=30, minutes=1)):
        assert clear_expired_exports() == 1
        assert clear_expired_exports() == 0

    export.refresh_from_db()
    assert not export.file
    assert export.sha256
    assert not default_storage.exists(name)
