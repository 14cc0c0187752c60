"""The pages of an import, from the file to the figures and back."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from evidence import catalogue, imports
from evidence.models import Import, Indicator, Item, Observation
from people.models import Role
from tests.evidence import import_files as files
from tests.factories import PlaceFactory, a_person

pytestmark = pytest.mark.django_db
ONCE = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def place():
    catalogue.load()
    return files.places()[0]


def hand_in(client, content, name="figures.csv", once=ONCE):
    data = content.encode() if isinstance(content, str) else content
    upload = SimpleUploadedFile(name, data)
    address = reverse("evidence:import_add", args=["marlshire"])
    return client.post(address, {"file": upload, "once": once})


def page_of(name, number=1):
    return reverse(f"evidence:{name}", args=["marlshire", number])


def test_a_file_is_handed_in_looked_at_and_taken_in(
    as_officer, officer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        reply = hand_in(as_officer, files.long({}, {"period": ""}))
    assert reply.url == page_of("import")

    page = as_officer.get(reply.url).content.decode()
    assert "Take in 1 row" in page
    assert "No period" in page

    as_officer.post(page_of("import_take_in"))
    files.worked(Import.objects.get())

    figure = Observation.objects.get()
    assert str(figure.item) == "E01 GVA per hour worked (Subregional productivity)"
    assert figure.item.value == "28.90 GBP"
    assert "Take these figures out again" in as_officer.get(reply.url).content.decode()


def test_twenty_identical_posts_make_one_import(as_officer):
    replies = [hand_in(as_officer, files.long({})) for _ in range(20)]

    assert {reply.url for reply in replies} == {page_of("import")}
    assert Import.objects.count() == 1


def test_twenty_posts_take_it_in_once(as_officer, officer, place):
    import_ = files.handed_in(place, officer, files.long({}))

    for _ in range(20):
        as_officer.post(page_of("import_take_in"))

    files.worked(import_)
    assert Observation.objects.count() == 1
    assert Item.objects.count() == 1


REFUSED_FILES = {
    "nothing": ("figures.csv", b"", "The selected file is empty"),
    "spaces": ("figures.csv", b" \n \n", "The selected file is empty"),
    "a PDF renamed": ("figures.csv", b"%PDF-1.7\n%%EOF", "is a PDF, whatever its name says"),
    "a PDF named a workbook": ("figures.xlsx", b"%PDF-1.7\n%%EOF", "is a PDF, whatever its name says"),
    "a protected workbook": ("figures.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "protected by a password"),
    "an old workbook": ("figures.xls", b"\xd0\xcf\x11\xe0", "must be CSV, TSV or XLSX"),
    "a workbook named text": ("figures.csv", b"PK\x03\x04rest", "is a workbook or a ZIP named as text"),
    "a web page": ("figures.csv", b"<html><body>Sign in</body></html>", "is a web page"),
    "NUL in the middle": ("figures.csv", b"a,b\n1,\x002\n" * 9, "is not text"),
    "a broken workbook": ("figures.xlsx", b"PK\x03\x04" + b"x" * 90, "could not be read"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED_FILES)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(kind, as_officer, place):
    name, content, said = REFUSED_FILES[kind]

    page = hand_in(as_officer, content, name)

    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Import.objects.exists()


def test_what_cannot_be_read_later_is_said_on_its_page(as_officer, officer, place):
    import_ = files.handed_in(place, officer, "Only words here\nand here\n")

    page = as_officer.get(page_of("import")).content.decode()

    assert import_.stage == "refused"
    assert "No table was found in this file" in page


def test_an_unknown_table_is_asked_about_with_guesses(as_officer, officer, place):
    content = (
        "year,lep_id,spec,score\n2010,X37000001,2020,23.8\n2011,X37000001,2020,24\n"
    )
    import_ = files.handed_in(place, officer, content)
    assert import_.stage == "mapping"

    page = as_officer.get(page_of("import_columns")).content.decode()
    assert "For example 23.8, 24." in page
    answers = {
        "column_0": "period",
        "column_1": "area_code",
        "column_2": "",
        "column_3": "value",
        "indicator_title": "Our score",
        "unit": "points",
        "licence": "OGL v3.0",
    }
    as_officer.post(page_of("import_columns"), answers)
    import_ = files.worked(import_)

    assert files.outcomes(import_) == ["new", "new"]
    files.taken_in(import_, officer)
    own = Indicator.objects.get(place=place)
    assert (own.key, own.title) == ("OUR_SCORE", "Our score")
    assert [str(one.value) for one in own.observations.all()] == [
        "23.800000",
        "24.000000",
    ]


def test_what_is_not_said_of_a_table_is_asked_for(as_officer, officer, place):
    files.handed_in(place, officer, "a,b\nx,1\ny,2\n")

    page = as_officer.post(page_of("import_columns"), {"column_0": "area_name"})

    text = page.content.decode()
    assert "Say which column holds the figure" in text
    assert "Say which column holds the period" in text
    assert "Choose what is measured" in text
    assert "Enter the licence" in text


def test_what_columns_hold_is_guessed_from_their_cells(as_officer, officer, place):
    content = "where,when,n\nMarlshire,2017,5\nMid Shires,2017,c\n"

    import_ = files.handed_in(place, officer, content)

    guessed = import_.found["guess"]["columns"]
    assert guessed == {"0": "area_name", "1": "period", "2": "value"}


def test_two_columns_cannot_mean_the_same(as_officer, officer, place):
    files.handed_in(place, officer, "when,when,x\n2017,2018,1\n2016,2017,3\n")

    page = as_officer.post(
        page_of("import_columns"), {"column_0": "period", "column_1": "period"}
    )

    assert "Two columns cannot both be “Period”" in page.content.decode()


def test_refused_rows_are_downloaded_with_their_reasons(as_officer, officer, place):
    files.handed_in(place, officer, files.long({"period": "", "note": "=1+1"}))

    text = as_officer.get(page_of("import_refused")).content.decode("utf-8-sig")

    assert "No period" in text
    assert "'=1+1" in text


def test_rows_are_filtered_by_what_becomes_of_them(as_officer, officer, place):
    files.handed_in(place, officer, files.long({}, {"period": ""}))

    page = as_officer.get(page_of("import") + "?show=refused").content.decode()

    assert "No period" in page
    assert "<td" in page
    assert ">28.90 GBP<" not in page


def test_a_contributor_may_add_figures_but_not_change_them(client, officer, place):
    contributor = a_person(Role.CONTRIBUTOR, place)
    client.force_login(contributor)
    files.taken_in(files.handed_in(place, contributor, files.long({})), contributor)
    files.handed_in(place, contributor, files.long({"value": "29"}))

    page = client.get(page_of("import", 2)).content.decode()

    assert "Ask one of them to take it in" in page
    assert client.post(page_of("import_take_in", 2)).status_code == 403


def test_another_places_import_does_not_exist(client, officer, place):
    files.handed_in(place, officer, files.long({}))
    client.force_login(a_person(Role.OFFICER, PlaceFactory()))

    assert client.get(page_of("import")).status_code == 404
    assert client.post(page_of("import_take_in")).status_code == 404


def test_a_discarded_import_cannot_be_taken_in(as_officer, officer, place):
    import_ = files.handed_in(place, officer, files.long({}))
    as_officer.post(page_of("import_discard"))

    as_officer.post(page_of("import_take_in"))

    import_.refresh_from_db()
    assert import_.stage == "discarded"


def test_the_preview_asks_as_much_of_one_row_as_of_many(
    as_officer, officer, place, django_assert_max_num_queries
):
    rows = [{"period": str(1970 + n)} for n in range(50)]
    files.handed_in(place, officer, files.long({}))
    files.handed_in(place, officer, files.long(*rows))

    for number in (1, 2):
        with django_assert_max_num_queries(10):
            as_officer.get(page_of("import", number))


def test_the_list_asks_as_much_of_one_import_as_of_many(
    as_officer, officer, place, django_assert_max_num_queries
):
    address = reverse("evidence:imports", args=["marlshire"])
    for _ in range(20):
        files.handed_in(place, officer, files.long({}))

    with django_assert_max_num_queries(10):
        page = as_officer.get(address).content.decode()

    assert page.count("figures.csv") == 20


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite writes one by one"
)
def test_of_two_who_take_it_in_at_once_one_has_an_effect():
    catalogue.load()
    place = files.places()[0]
    officer = a_person(Role.OFFICER, place)
    import_ = files.handed_in(place, officer, files.long({}))
    asked = []

    def ask():
        asked.append(imports.ask_to_take_in(import_, by=officer))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(asked) == [False, True]
