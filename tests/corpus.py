"""Files to upload: honest ones, and ones that pretend, hide something or burst."""

import io
import struct
import zipfile
import zlib

import openpyxl
import pikepdf
from PIL import Image

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/'
    '2006/content-types"><Override PartName="/{part}" ContentType="application/'
    'vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
)
WORD = "wordprocessingml.document"
EICAR = (
    b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
)
HTML = b"<html><script>alert(1)</script></html>"


def zipped(members: dict[str, bytes | str], **options) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(**extra: bytes | str) -> bytes:
    """A Word file; further members by name, with `__` for a slash."""
    members = {
        "[Content_Types].xml": TYPES.format(part="word/document.xml", kind=WORD),
        "word/document.xml": "<w:document/>",
    }
    return zipped(members | {name.replace("__", "/"): x for name, x in extra.items()})


def with_members(members: dict[str, bytes | str]) -> bytes:
    start = {"[Content_Types].xml": TYPES.format(part="word/document.xml", kind=WORD)}
    return zipped(start | {"word/document.xml": "<w:document/>"} | members)


def xlsx() -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["year", "value"])
    book.save(out)
    return out.getvalue()


def ods(
    mimetype: str = "application/vnd.oasis.opendocument.spreadsheet", **more
) -> bytes:
    return zipped({"mimetype": mimetype, "content.xml": "<office/>"} | more)


def pdf(*, packed: bool = True, **entries) -> bytes:
    """A PDF of one page; `entries` go into its catalogue."""
    out = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        for name, value in entries.items():
            paper.Root[f"/{name}"] = value
        mode = pikepdf.ObjectStreamMode
        paper.save(out, object_stream_mode=mode.generate if packed else mode.disable)
    return out.getvalue()


def pdf_with_script(*, packed: bool) -> bytes:
    action = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
    return pdf(packed=packed, OpenAction=action)


def pdf_with_attachment() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.attachments["payload.exe"] = b"MZ"
        paper.save(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, form)
    return out.getvalue()


def huge_png() -> bytes:
    """A PNG of a few bytes that would unpack to 40,000 by 40,000 pixels."""
    head = struct.pack(">LLBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(body))
        + kind
        + body
        + struct.pack(">L", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def endless_png() -> bytes:
    """Millions of empty chunks: cheap to send, long to walk."""
    empty = struct.pack(">L4sL", 0, b"tEXt", zlib.crc32(b"tEXt"))
    return picture("PNG")[:33] + empty * 1_600_000


def many_streams() -> bytes:
    """A PDF of ever so many object streams, each of a few bytes."""
    one = b"<</Type/ObjStm>>stream\n" + zlib.compress(b"1 0 <<>>")
    return b"%PDF-1.7\n" + one * 500_000 + b"\n%%EOF"


def many_names() -> bytes:
    """The name of an object stream over and over, and no stream after it."""
    return b"%PDF-1.7\n" + b"/ObjStm" * 2_700_000 + b"\n%%EOF"


def macros() -> bytes:
    """A document with macros that says it is one without."""
    return with_members({"word/vbaProject.bin": b"x"})


def zip64_end(length: int) -> bytes:
    """A document whose other end, the one for large files, gives this length."""
    plain = docx()
    record = struct.pack(
        "<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 2, 2, length, 0
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(plain) - 22, 1)
    return plain[:-22] + record + locator + plain[-22:]


def bomb() -> bytes:
    return docx(word__media__zeros=b"\0" * (60 * 1024 * 1024))


def lying_bomb() -> bytes:
    """Says in its directory and headers that its zeros are a hundred bytes."""
    true = struct.pack("<L", 60 * 1024 * 1024)
    return bomb().replace(true, struct.pack("<L", 100))


def nested_bomb() -> bytes:
    inner = zipped({f"{n}": b"\0" * (10 * 1024 * 1024) for n in range(6)})
    return docx(word__embeddings__book=inner)


def matryoshka() -> bytes:
    inner = zipped({"innermost": "x"})
    for _ in range(5):
        inner = zipped({"inner": inner})
    return docx(word__embeddings__doll=inner)


def corrupted_stream() -> bytes:
    """A member whose packed bytes are no deflate stream: zlib itself complains."""
    data = bytearray(docx(word__media__noise=bytes(range(256)) * 40))
    at = data.index(b"word/media/noise") + len(b"word/media/noise")
    data[at : at + 20] = b"\xff" * 20
    return bytes(data)


def many_members() -> bytes:
    return with_members({f"word/{n}.xml": "" for n in range(2_001)})


def password_bit(data: bytes) -> bytes:
    """The flag of every member says that it is encrypted."""
    data = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def entity() -> str:
    return '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


HONEST = {
    "report.pdf": pdf(),
    "Plain report.PDF": pdf(packed=False),
    "report.docx": docx(),
    "with a chart.docx": docx(word__embeddings__book=xlsx()),
    "figures.xlsx": xlsx(),
    "figures.ods": ods(),
    "figures.csv": "place,value\nFell Coast,£28.90\n".encode(),
    "old figures.csv": "place,value\nFell Coast,£28.90\n".encode("cp1252"),
    "map.png": picture("PNG"),
    "photo.jpg": picture("JPEG"),
    "photo.jpeg": picture("JPEG"),
    "naïve – résumé.csv": b"a,b\n1,2\n",
}

# name, content (or what makes it, where it is large), some words of what is said
HOSTILE = [
    ("empty.pdf", b"", "empty"),
    ("large.csv", lambda: b"a,b\n" * 5_300_000, "smaller than 20MB"),
    ("program.exe", b"MZ\x90\x00", "must be a PDF"),
    ("page.html", HTML, "must be a PDF"),
    ("drawing.svg", b"<svg onload='alert(1)'/>", "must be a PDF"),
    ("noending", b"%PDF-1.7", "must end in its type"),
    ("really html.pdf", HTML, "is not a PDF"),
    ("really html.docx", HTML, "is not DOCX"),
    ("really html.csv", HTML, "is not CSV"),
    ("really html.png", HTML, "is not a PNG"),
    ("really html.jpg", HTML, "is not a JPG"),
    ("really pdf.csv", b"%PDF-1.4\n%%EOF", "is not CSV"),
    ("really png.jpg", picture("PNG"), "is not a JPG"),
    ("really docx.xlsx", docx(), "is not a spreadsheet"),
    ("really xlsx.docx", xlsx(), "is not a Word document"),
    ("really docx.ods", docx(), "is not a spreadsheet"),
    ("a text.ods", ods("application/vnd.oasis.opendocument.text"), "is not a spreadsheet"),
    ("plain zip.docx", zipped({"readme.txt": "x"}), "is not a Word document"),
    ("old word.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "by a password"),
    ("script.csv", b"#!/bin/sh\nrm -rf /\n", "is not CSV"),
    ("nul.csv", b"a,b\n1,\0\n", "is not CSV"),
    ("blank.csv", b"\n \n", "empty"),
    ("utf16.csv", "a,b\n".encode("utf-16"), "CSV UTF-8"),
    ("odd bytes.csv", b"a,\x81\n", "CSV UTF-8"),
    ("html inside.csv", b"a,b\n1," + HTML, "is not CSV"),
    ("script.pdf", pdf_with_script(packed=False), "contains scripts"),
    ("packed script.pdf", pdf_with_script(packed=True), "contains scripts"),
    ("spelled.pdf", b"%PDF-1.7\n<</S/J#61vaScript>>\n%%EOF", "contains scripts"),
    ("launch.pdf", b"%PDF-1.7\n<</S/Launch/F(cmd)>>\n%%EOF", "start programs"),
    ("attachment.pdf", pdf_with_attachment(), "other files"),
    ("locked.pdf", locked_pdf(), "is protected"),
    ("cut short.pdf", pdf()[:200], "cut short"),
    ("pdf and zip.pdf", pdf() + docx(), "something else"),
    ("pdf and small zip.pdf", pdf() + zipped({"a": "b"}), "something else"),
    ("pdf and html.pdf", b"%PDF-1.7\n" + HTML + b"\n%%EOF", "something else"),
    ("broken objects.pdf", b"%PDF-1.7\n<</Type/ObjStm>>\nstream\n\xff\xff\n%%EOF", "could not be read"),
    ("bomb.pdf", lambda: b"%PDF-1.7\n<</Type/ObjStm>>\nstream\n" + zlib.compress(b"1" * 60_000_000) + b"\n%%EOF", "more than 50MB"),
    ("png and zip.png", picture("PNG") + docx(), "something else"),
    ("png and html.png", picture("PNG") + HTML, "something else"),
    ("bent.png", picture("PNG").replace(b"IDAT", b"JDAT"), "broken"),
    ("cut short.png", picture("PNG")[:-6], "broken"),
    ("no head.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 8, "broken"),
    ("huge.png", huge_png, "100 million"),
    ("jpg and zip.jpg", picture("JPEG") + docx(), "something else"),
    ("jpg and html.jpg", picture("JPEG") + HTML, "something else"),
    ("endless.png", endless_png, "broken"),
    ("endless.jpg", lambda: b"\xff\xd8\xff" + b"\xff" * 19_000_000, "broken"),
    ("endless marks.jpg", lambda: b"\xff\xd8" + b"\xff\xfe\x00\x02" * 4_900_000, "broken"),
    ("bare marks.jpg", b"\xff\xd8\xff\xd0\xff\xd0" + picture("JPEG")[4:8], "broken"),
    ("streams.pdf", many_streams, "more than 50MB"),
    ("no streams.pdf", many_names, "more than 50MB"),
    ("not numbered.pdf", b"%PDF-1.7\n<</Type/ObjStm>>stream\n" + zlib.compress(b"<</S/Launch>>") + b"\n%%EOF", "could not be read"),
    ("packed virus.pdf", b"%PDF-1.7\n<</Type/ObjStm>>stream\n" + zlib.compress(b"1 0 " + EICAR) + b"\n%%EOF", "virus"),
    ("only a mark.jpg", b"\xff\xd8\xff\xe0", "broken"),
    ("cut short.jpg", picture("JPEG")[:-2], "broken"),
    ("noise.jpg", b"\xff\xd8\xff\x01\x00\x00", "broken"),
    ("bomb.docx", bomb, "more than 50MB"),
    ("lying bomb.docx", lying_bomb, "could not be read"),
    ("nested bomb.docx", nested_bomb, "more than 50MB"),
    ("dolls.docx", matryoshka, "more than 50MB"),
    ("many.docx", many_members, "2,000 parts"),
    ("noise inside.docx", corrupted_stream(), "could not be read"),
    ("cut short.docx", docx()[:-30], "could not be read"),
    ("only a mark.docx", b"PK\x03\x04", "could not be read"),
    ("html before.docx", HTML + docx(), "is not DOCX"),
    ("html after.docx", docx() + HTML, "unsafe way"),
    ("zip before.docx", zipped({"a": "b"}) + docx(), "unsafe way"),
    ("macros.docx", macros(), "macros"),
    ("long end.docx", zip64_end(1 << 40), "2,000 parts"),
    ("macro types.docx", zipped({"[Content_Types].xml": "macroEnabled.main+xml", "word/document.xml": ""}), "macros"),
    ("basic.ods", ods(**{"Basic/Standard/Module1.xml": "x"}), "macros"),
    ("program inside.docx", with_members({"word/run.exe": b"MZ"}), "macros"),
    ("control.docx", with_members({"word/activeX/activeX1.xml": "x"}), "macros"),
    ("entity.docx", with_members({"word/settings.xml": entity()}), "unsafe way"),
    ("entity in utf16.docx", with_members({"word/settings.xml": entity().encode("utf-16")}), "unsafe way"),
    ("up.docx", with_members({"../../evil.xml": "x"}), "unsafe way"),
    ("absolute.docx", with_members({"/etc/evil.xml": "x"}), "unsafe way"),
    ("drive.docx", with_members({"C:/evil.xml": "x"}), "unsafe way"),
    ("backslash.docx", with_members({"word\\evil.xml": "x"}), "unsafe way"),
    ("password.docx", password_bit(docx()), "by a password"),
    ("virus.csv", EICAR, "virus"),
    ("virus inside.docx", with_members({"word/media/a": EICAR}), "unsafe way"),
]  # fmt: skip
