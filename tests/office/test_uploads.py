"""What is taken and what is refused, each hostile file with its sentence."""

import io
import time
import zipfile
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from office.uploads import DOCUMENTS, Refused, UploadField, sort_of
from office.uploads.names import plain_name
from tests.corpus import HONEST, HOSTILE, docx, pdf, zipped


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_taken(name):
    upload = SimpleUploadedFile(name, HONEST[name], "application/x-whatever")

    checked = UploadField().clean(upload)

    ending = name.rpartition(".")[2].lower().replace("jpeg", "jpg")
    assert checked.kind.key == ending
    assert checked.name == name
    assert checked.upload.read() == HONEST[name]


@pytest.mark.parametrize(
    ("name", "content", "why"), HOSTILE, ids=[name for name, *_ in HOSTILE]
)
def test_a_hostile_file_is_refused_in_a_sentence(name, content, why):
    upload = SimpleUploadedFile(
        name, content() if callable(content) else content, "application/pdf"
    )
    began = time.perf_counter()

    with pytest.raises(ValidationError) as refusal:
        UploadField().clean(upload)

    assert why in refusal.value.messages[0]
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
@pytest.mark.parametrize("name", ["report.docx", "figures.xlsx", "figures.ods"])
def test_a_bent_archive_is_refused_and_never_an_error(name, share):
    content = bytearray(HONEST[name])
    content[int(len(content) * share)] ^= 0xFF

    with suppress(Refused):
        assert sort_of(io.BytesIO(bytes(content)), name).key == name.split(".")[1]


def test_a_form_may_take_fewer_kinds():
    with pytest.raises(ValidationError, match="must be a PDF or DOCX"):
        UploadField(kinds=DOCUMENTS).clean(SimpleUploadedFile("a.csv", b"a,b"))


def test_a_missing_file_is_asked_for():
    with pytest.raises(ValidationError, match="Select a file"):
        UploadField().clean(None)

    assert UploadField(required=False).clean(None) is None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../etc/passwd.pdf", "folder"),
        ("..pdf", "folder"),
        ("C:\\evil.pdf", "folder"),
        ("a\r\nSet-Cookie: x.pdf", "hidden characters"),
        ("nul\0.pdf", "hidden characters"),
        ("annex\u202efdp.exe", "hidden characters"),
        ("zero\u200bwidth.pdf", "hidden characters"),
        ("n" * 300 + ".pdf", "200 characters or fewer"),
        (".pdf", "end in its type"),
    ],
)
def test_a_hostile_name_is_refused(name, why):
    with pytest.raises(Refused, match=why):
        plain_name(name)


@pytest.mark.parametrize("name", ["Über uns (1).pdf", "تقرير.pdf", "a'b\"c;d.pdf"])
def test_a_name_in_any_script_is_kept(name):
    assert plain_name(name) == name


def test_two_members_of_one_name_are_refused():
    out = io.BytesIO(docx())
    with (
        zipfile.ZipFile(out, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate"),
    ):
        archive.writestr("word/document.xml", "another")

    with pytest.raises(Refused, match="unsafe way"):
        sort_of(out, "twice.docx")


def test_a_link_in_an_archive_is_refused():
    out = io.BytesIO(docx())
    link = zipfile.ZipInfo("word/link.xml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(link, "/etc/passwd")

    with pytest.raises(Refused, match="unsafe way"):
        sort_of(out, "link.docx")


def test_an_unusual_packing_is_refused():
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/settings.xml", "x")

    with pytest.raises(Refused, match="could not be read"):
        sort_of(out, "packed.docx")


def test_a_directory_too_long_to_read_is_refused_unread():
    content = bytearray(zipped({"a": "b"}))
    content[-10:-6] = b"\xff\xff\xff\x7f"

    with pytest.raises(Refused, match="2,000 parts"):
        sort_of(io.BytesIO(bytes(content)), "long.docx")


def test_an_attached_name_in_running_text_is_not_an_attachment():
    paper = pdf(packed=False).replace(b"%%EOF", b"% LaunchPad /LaunchPad\n%%EOF")

    assert sort_of(io.BytesIO(paper), "launchpad.pdf").key == "pdf"
