"""Files of 50,000 figures: read, taken in and taken out again, as CSV and as XLSX.

Figures a second, the memory of the worker over what it has when idle, and how long
somebody who adds an item to the same evidence base meanwhile waits, every second.
"""

from __future__ import annotations

import csv
import os
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import environment

environment.prepare()

from django.core.files.uploadedfile import UploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from openpyxl import Workbook  # noqa: E402

from evidence import imports  # noqa: E402
from evidence.models import Import  # noqa: E402
from office.uploads import KINDS, CheckedFile  # noqa: E402
from people.models import (  # noqa: E402
    LocalAuthority,
    Membership,
    Place,
    Role,
    User,
)

ROWS, YEARS = 50_000, range(2002, 2019)
PATIENCE, MEMORY = 10.0, 200  # seconds a writer waits, MB over idle
HEAD = "indicator_id,indicator,place_code,place_name,geography_type,period,value,unit,comparator_name,comparator_value,status,publisher,dataset,release_date,source_address,licence,note,breakdown"  # fmt: skip


def main() -> None:
    environment.migrate()
    for name in ("load_places", "load_indicators"):
        call_command(name, verbosity=0)
    place, officer = seeded()
    writer = Writer(place, officer)
    folder = Path(environment.FOLDER.name)
    for path, add in ((folder / "f.csv", 0), (folder / "f.xlsx", 0), (folder / "g.csv", 1)):  # fmt: skip
        write(path, add)
    for name, about in (
        ("f.csv", "CSV, all new"),
        ("g.csv", "CSV, all changed"),
    ):
        import_ = handed_in(folder / name, place, officer)
        step(f"{about}: read", import_, writer)
        imports.ask_to_take_in(import_, by=officer)
        step(f"{about}: taken in", import_, writer)
    for import_ in Import.objects.filter(place=place).order_by("-pk"):
        imports.ask_to_take_out(import_, by=officer)
        step(f"{import_.name}: taken out", import_, writer)
    import_ = handed_in(folder / "f.xlsx", place, officer)
    step("XLSX, all new: read", import_, writer)
    imports.ask_to_take_in(import_, by=officer)
    step("XLSX, all new: taken in", import_, writer)


def seeded() -> tuple[Place, User]:
    officer = User.objects.create_user("officer@bench.example", None, name="Officer")
    place = Place.objects.create(kind=Place.Kind.LEP, name="Bench", slug="bench")
    Membership.objects.create(user=officer, place=place, role=Role.OFFICER)
    return place, officer


def rows(add: int) -> Iterator[list[str | int]]:
    yield list(HEAD.split(","))
    areas = list(LocalAuthority.objects.values_list("code", "name"))
    for number in range(ROWS):
        at, year = divmod(number, len(YEARS))
        sector, area = divmod(at, len(areas))
        code, name = areas[area]
        yield [
            "BRES",
            "Employees by industry",
            code,
            name,
            "LAD",
            str(YEARS[year]),
            10 + number * 7919 % 90_000 + add,
            "count",
            "England",
            123456,
            "official",
            "ONS",
            "BRES open access",
            "2018-09-27",
            "https://example.invalid/x",
            "OGL v3.0",
            "",
            f"Sector {sector}",
        ]


def write(path: Path, add: int) -> None:
    if path.suffix == ".csv":
        with path.open("w", newline="") as file:
            csv.writer(file).writerows(rows(add))
        return
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for row in rows(add):
        sheet.append(row)
    book.save(path)


def handed_in(path: Path, place: Place, by: User) -> Import:
    with path.open("rb") as file:
        sent = UploadedFile(file, path.name, size=path.stat().st_size)
        upload = CheckedFile(sent, path.name, KINDS[path.suffix[1:]])
        return imports.hand_in(place, upload, by=by)


class Writer:
    """An officer who adds an item every second."""

    def __init__(self, place: Place, officer: User) -> None:
        self.client = Client(headers={"host": "127.0.0.1"})
        self.client.force_login(officer)
        self.address = f"/places/{place.slug}/evidence/add/"

    def adds(self) -> float:
        """Seconds until it was saved."""
        began = time.perf_counter()
        said = {
            "once": uuid.uuid4(),
            "kind": "research",
            "title": "A survey",
            "address": "https://example.invalid/survey",
        }
        answer = self.client.post(self.address, said)
        if answer.status_code != 302:
            raise SystemExit(f"An item was not saved: {answer.status_code}")
        return time.perf_counter() - began


def step(what: str, import_: Import, writer: Writer) -> None:
    """Let a process of its own do the next step, and write meanwhile."""
    alone = writer.adds()
    done = in_a_process(lambda: worked(import_.pk))
    waits = []
    while (said := done()) is None:
        waits.append(writer.adds())
        time.sleep(max(0.0, 1 - waits[-1]))
    wall, cpu, memory = map(float, said.split())
    longest = max(waits)
    Import.objects.filter(pk=import_.pk).update(state="done")
    import_.refresh_from_db()
    missed = "  MISSED" if longest > PATIENCE or memory > MEMORY else ""
    print(
        f"{what}: {wall:.1f} s, {ROWS / wall:,.0f} rows/s; {cpu:.1f} s of processor, "
        f"{ROWS / cpu:,.0f} rows/s; {memory:.0f} MB over idle; of {len(waits)} writers "
        f"the longest waited {longest:.1f} s ({alone:.2f} s alone); "
        f"now {import_.stage}{missed}",
        flush=True,
    )


def in_a_process(act: Callable[[], str]) -> Callable[[], str | None]:
    """What it says once it has ended; None until then."""
    connections.close_all()
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        os.write(writes, act().encode())
        os._exit(0)
    os.close(writes)

    def done() -> str | None:
        if os.waitpid(child, os.WNOHANG) == (0, 0):
            return None
        with os.fdopen(reads) as pipe:
            return pipe.read() or "nan nan nan"

    return done


def worked(pk: int) -> str:
    """Seconds, seconds of the processor, and MB at most over what it began with."""
    Path("/proc/self/clear_refs").write_text("5")  # forget the highest so far
    idle, began, busy = highest(), time.perf_counter(), time.process_time()
    Import.objects.get(pk=pk).work()
    wall, cpu = time.perf_counter() - began, time.process_time() - busy
    return f"{wall} {cpu} {highest() - idle}"


def highest() -> float:
    """The most memory this process ever had, in MB."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
