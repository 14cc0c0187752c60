"""Whatever is typed, sent or bent: an answer in time, and nothing that comes alive."""

import logging
import re
import time
from collections import Counter
from datetime import datetime
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import resolve

from office.models import Mail
from tests import states
from tests.boxes import Box, Form, forms_of, parsed
from tests.factories import PASSWORD
from tests.test_access import rows
from tests.world import PEOPLE, PLACES

pytestmark = pytest.mark.django_db
WHO = ("officer", "contributor", "lead", "circulated", "admin", "supporter", "out")
SLOWEST = 3.0
HAS_FORM = b'method="post"'

ALIVE = "zqalive"
MARKUP = (
    f'"><script>{ALIVE}()</script><img src=x onerror={ALIVE}()><zqtag on{ALIVE}=1>'
    f"'\"--></textarea></title><svg/onload={ALIVE}()> [x](javascript:{ALIVE}())"
    " {{ 31337|add:1 }} {% now 'Y' %} ${31337*2} <a href=javascript:" + ALIVE + ">"
)
NASTY = {
    "markup": MARKUP,
    "NUL": "a\0b",
    "surrogate": "a\ud800b",
    "right to left": "\u202etxt.exe\u2066 \u200f",
    "combining": "Z" + "\u0351\u036b" * 300,
    "four bytes": "\U0001f9ed\U0010fffd\U000e0001",
    "formula": "=HYPERLINK(\"https://example.net\",\"x\")",
    "line ends": "a\r\nBcc: x@example.net\r\n\r\nb\x0b\x0c\x85\u2028",
    "long": "word " * 40_000,
    "number": "9" * 400,
    "negative": "-1",
    "float": "1e400",
    "dots": "../../../../etc/passwd",
    "percent": "%00%ff%2e%2e",
    "spaces": " \t\u00a0\u3000",
    "sql": "'; DROP TABLE people_user; --",
}  # fmt: skip
IN_WORDS_ALONE = ("markup", "four bytes", "right to left", "combining", "formula", "line ends", "surrogate", "NUL")  # fmt: skip
LAST_WORDS = ("/accounts/", "/close/", "/administrator/", "/remove/", "/end/", "/withdraw/", "/sharing/", "/send_back/", "/unpublish/")  # fmt: skip


def boxes(*names):
    return {name: Box(name, "text") for name in names}


# What a script sends, follows from another page, or stands only where links are looked at.
ON_NO_PAGE = (
    ("officer", Form("/accounts/editor/", boxes("plain", "next"))),
    ("officer", Form("/strategies/shared/parts/what-we-see/presence/", boxes("tab", "base", "writing", "leave"))),
    ("officer", Form("/places/shared/evidence/E01/look-again/")),
    ("admin", Form("/people/import/send/", boxes("text", "once"))),
)  # fmt: skip
# A link of a mail leads to the first; the others take no words.
WITHOUT_WORDS = {
    "account_reset_password_from_key",
    "account_logout",
    "strategies:draft_pdf",
    "strategies:version_pdf",
}


@pytest.fixture(scope="module", autouse=True)
def _without_a_log():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def every_form(built):
    """Each form of each page that acts, with somebody who may send it."""
    found = {}
    for who, path in dict.fromkeys((*pages_of_the_table(built), *states.pages(built))):
        body = built.ask(who, "GET", path).body
        for form in forms_of(parsed(body.decode()), path) if HAS_FORM in body else ():
            shape = re.sub(r"\d+", "N", form.action)
            for place in PLACES:
                shape = shape.replace(f"/{place}/", "/{p}/")
            if "logout" not in form.action:
                found.setdefault((shape, *form.boxes), (who, form))
    for who, form in ON_NO_PAGE:
        found[form.action] = (who, form)
    return list(found.values())


def pages_of_the_table(built):
    for row in rows():
        able = [w for w in WHO if row.expected[PEOPLE.index(w)] == "200"]
        for who in able[:2] if row.method == "GET" else ():
            yield who, row.path.format(**built.numbers[row.place])


def test_every_address_that_takes_words_is_tried(every_form, built):
    taken = {
        view_of(row.path.format(**built.numbers[row.place]))
        for row in rows()
        if row.method == "POST" and {*row.expected} != {"in", "405"}
    }
    tried = {view_of(form.action) for _, form in every_form}

    assert sorted(taken - tried - WITHOUT_WORDS) == []


def view_of(address):
    return resolve(address.partition("#")[0].partition("?")[0]).view_name


def send(world, who, form, data):
    """The reply, sent as a browser would send this form, and how long it took."""
    start = time.monotonic()
    has_files = any(box.kind == "file" for box in form.boxes.values())
    if has_files:
        answer = world.ask(who, "POST", form.action, as_bytes(data))
    else:
        body = urlencode(as_bytes(data), doseq=True)
        plain = "application/x-www-form-urlencoded"
        answer = world.ask(who, "POST", form.action, body, content_type=plain)
    return answer, time.monotonic() - start


@pytest.mark.parametrize("nasty", NASTY)
def test_no_field_of_any_form_breaks_a_page(nasty, every_form, world):
    """In every box at once, hidden ones too; then in those for words alone."""
    broken = {}
    for who, form in every_form:
        everywhere = dict.fromkeys(form.boxes, NASTY[nasty])
        tries = [everywhere]
        if nasty in IN_WORDS_ALONE:
            tries.append(form.filled() | said_in_words(form, NASTY[nasty]))
        for data in tries:
            answer, took = send(world, who, form, data)
            if answer.status >= 500 or took > SLOWEST:
                broken[form.action] = (answer.status, took)

    assert broken == {}


def said_in_words(form, text):
    """The text in boxes for words; boxes of one line are asked for less of it."""
    return {box.name: text for box in form.boxes.values() if box.is_free}


def as_bytes(data):
    """Lone surrogates too, as a program sends them that has never heard of UTF-8."""
    return {
        name: [value.encode("utf-8", "surrogatepass")]
        if isinstance(value, str)
        else value
        for name, value in data.items()
    }


def test_nothing_typed_comes_alive_on_any_page(every_form, built, db, settings):
    settings.MEDIA_ROOT, settings.DEMO = built.files, True
    stored = 0
    for who, form in every_form:
        if not any(stop in form.action for stop in LAST_WORDS):
            data = form.filled() | said_in_words(form, MARKUP)
            stored += built.does(who, "POST", form.action, data).status == 302
            short = form.filled() | said_in_words(form, f"<zqtag on{ALIVE}=1>")
            stored += built.does(who, "POST", form.action, short).status == 302

    alive = {}
    for row in rows():
        if row.method == "GET" and row.place in ("submitted", "shared"):
            path = row.path.format(**built.numbers[row.place])
            for who in ("officer", "lead", "admin"):
                if row.expected[PEOPLE.index(who)] == "200":
                    body = built.ask(who, "GET", path).body
                    if ALIVE.encode() in body and (faults := living(body)):
                        alive[who, path] = faults
    for mail in Mail.objects.filter(html__contains=ALIVE):
        if faults := living(mail.html.encode()):
            alive[mail.subject] = faults

    assert stored > 40
    assert alive == {}


def living(body):
    """What a browser would run, follow or lay out of all that was typed."""
    if not body.lstrip().startswith(b"<"):
        return []
    text = body.decode()
    faults = ["template"] if "31338" in text or "62674" in text else []
    for element in parsed(text).iter():
        said = element.attrib.items()
        faults += [element.tag] if element.tag == "zqtag" else []
        faults += [f"{name}={value}" for name, value in said if name.startswith("on")]
        faults += [
            value for _, value in said if value.strip().startswith("javascript:")
        ]
        if element.tag in ("script", "style", "title"):
            faults += [element.tag] if ALIVE in (element.text or "") and element.tag != "title" else []  # fmt: skip
    return faults


def state_of_everything():
    """How many rows there are of everything, and how long the record is."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.label != "sessions.Session"
    }


def test_twenty_identical_posts_have_one_effect(every_form, built, db, settings):
    settings.MEDIA_ROOT, settings.DEMO = built.files, True
    twice, acted = {}, 0
    for who, form in every_form:
        if form.action.startswith("/accounts/"):
            continue  # signing in counts each try on purpose
        with transaction.atomic():
            before = state_of_everything()
            built.does(who, "POST", form.action, form.filled())
            once = state_of_everything()
            for _ in range(19):
                answer = built.does(who, "POST", form.action, form.filled())
                assert answer.status < 500
            again = state_of_everything()
            transaction.set_rollback(True)
        acted += once != before
        if again != once:
            twice[form.action] = {
                name: (once[name], again[name])
                for name in once
                if once[name] != again[name]
            }

    assert acted > 35
    assert twice == {}


EXTRA = {
    "status": "agreed",
    "state": "done",
    "place": "1",
    "place_id": "1",
    "by": "1",
    "user": "1",
    "is_administrator": "on",
    "is_active": "",
    "is_staff": "on",
    "is_superuser": "on",
    "sent_at": "2020-01-01",
    "standing": "taken",
    "sha256": "0" * 64,
    "ref": "E99",
    "number": "99",
    "removed_at": "2020-01-01",
    "is_shared_with_area_lead": "on",
    "edition_key": "lis-2018-10",
}
GUARDED = (
    ("people.User", ("is_administrator", "is_active", "email")),
    ("strategies.Strategy", ("status", "place_id", "edition_key", "slug", "is_shared_with_area_lead")),
    ("strategies.Version", ("sha256", "number", "by_id")),
    ("reviews.Point", ("sent_at", "standing", "number", "by_id")),
    ("evidence.Item", ("ref", "number", "place_id", "added_by_id")),
    ("people.Membership", ("user__email", "place_id", "role", "until")),
)  # fmt: skip


def guarded():
    """How often each row occurs, by what must not change; of moments, whether they are."""
    return Counter(
        (label, *(bool(x) if isinstance(x, datetime) else x for x in row))
        for label, fields in GUARDED
        for row in apps.get_model(label)._base_manager.values_list(*fields)
    )


def test_extra_fields_do_nothing(every_form, built, db, settings):
    """The same post with and without them leaves the same behind."""
    settings.MEDIA_ROOT, settings.DEMO = built.files, True
    differ = {}
    for who, form in every_form:
        extra = {name: x for name, x in EXTRA.items() if name not in form.boxes}
        left = []
        for more in ({}, extra):
            with transaction.atomic():
                built.does(who, "POST", form.action, form.filled() | more)
                left.append(guarded())
                transaction.set_rollback(True)
        if left[0] != left[1]:
            differ[form.action] = left[1] - left[0]

    assert differ == {}


BENT = (
    "/strategies/{x}/", "/strategies/{x}/parts/{x}/edit/", "/strategies/shared/parts/{x}/",
    "/strategies/shared/parts/what-we-see/restore/{n}/", "/strategies/shared/versions/{n}/",
    "/strategies/shared/versions/{n}.pdf", "/strategies/shared/versions/{n}.json",
    "/strategies/submitted/points/{n}/", "/strategies/shared/checklist/{x}/",
    "/strategies/shared/priorities/{x}/edit/", "/strategies/shared/moves/{x}/",
    "/strategies/submitted/review/findings/{x}/",
    "/strategies/shared/parts/what-we-see/conflict/{n}/",
    "/places/{x}/", "/places/shared/evidence/{x}/", "/places/shared/evidence/E01/files/{n}/",
    "/places/shared/people/{x}/{x}/end/", "/places/carrow/conditions/{x}/{n}/",
    "/dates/{x}/edit/", "/exports/{n}/", "/exports/{n}/download/", "/outbox/{n}/",
    "/people/{x}/", "/published/{x}/", "/accounts/invitation/{x}/",
    "/accounts/password/reset/key/{x}-{x}/",
)  # fmt: skip
SLUGS = ("no-such-thing", "%F0%9F%A7%AD", "a" * 5000, "%ED%A0%80", "..%2f..", "%0d%0aSet-Cookie:x", "%00", "0")  # fmt: skip
NUMBERS = ("0", "999999999999999999999999", "99999999", "-1", "1e9", "%D9%A1")


@pytest.mark.parametrize("path", BENT)
def test_a_bent_address_is_no_page(path, world):
    found = {}
    for bend in NUMBERS if "{n}" in path else SLUGS:
        address = path.format(x=bend, n=bend)
        for who in ("officer", "admin"):
            answer = world.ask(who, "GET", address)
            if answer.status not in (400, 403, 404):
                found[who, address[:80]] = answer.status

    if path == "/accounts/password/reset/key/{x}-{x}/":  # says that the link is no good
        found = {key: code for key, code in found.items() if code != 200}
    assert found == {}


QUERIES = (
    "page=0", "page=-1", "page=99999999999999999999", "page=x", "from=x&to=%F0%9F", "to=1",
    "from=1&from=2&to=99999999999999", "q=%ED%A0%80", "q=" + "a+" * 3000, "beside=99999999999",
    "beside=%D9%A1", "order=%22", "show=nonsense", "wave=99999999999999999999&standing=x",
    "region=%27%3B--", "section=nowhere", "part=%3Cscript%3E", "text=x", "kind=x&state=y",
    "since_day=31&since_month=2&since_year=2019", "priority=P99", "since_year=99999999999",
    "%ED%A0%80=1", "=", "&&&", "a[]=1&a.b=2", "since=0001-01-01T00:00:00%2B14:00",
    "on_day=1&on_month=1&on_year=1900&at=25:99", "on_day=%D9%A1&on_month=may&on_year=2026",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_bent_query_breaks_no_page(query, world):
    broken = {}
    for path in LISTS:
        start = time.monotonic()
        answer = world.ask(
            "admin" if path in FOR_ADMIN else "officer", "GET", f"{path}?{query}"
        )
        if answer.status >= 500 or time.monotonic() - start > SLOWEST:
            broken[path] = answer.status

    assert broken == {}


FOR_ADMIN = ("/people/", "/exports/add/", "/jobs/", "/people/gaps/")
LISTS = (
    *FOR_ADMIN,
    "/places/", "/dates/", "/places/shared/dates/", "/strategies/", "/reminders/", "/outbox/",
    "/places/shared/evidence/", "/places/shared/evidence.csv", "/strategies/shared/",
    "/strategies/shared/history/", "/strategies/shared/parts/what-we-see/history/",
    "/strategies/shared/parts/what-we-see/compare/", "/strategies/shared/versions/compare/",
    "/strategies/shared/parts/what-we-see/edit/", "/strategies/shared/parts/add/",
    "/strategies/shared/parts/what-we-see/history/1/", "/strategies/shared/parts/what-we-see/who/",
    "/strategies/shared/changes/", "/strategies/shared/as-it-stood/",
    "/strategies/shared/as-it-stood/changes/",
    "/strategies/shared/findings/add/", "/strategies/shared/actions/add/",
    "/strategies/shared/actions/paste/",
    "/strategies/shared/draft.pdf", "/strategies/submitted/review/", "/published/",
)  # fmt: skip


@pytest.mark.parametrize(
    "method", ["put", "patch", "delete", "options", "head", "trace"]
)
def test_other_methods_break_nothing_and_change_nothing(method, world):
    before = state_of_everything()
    wrong = {}
    for row in rows():
        if row.place == "submitted" or "{p}" not in row.path:
            path = row.path.partition("#")[0].format(**world.numbers[row.place])
            answer = world.ask("officer", method, path)
            if answer.status >= 500:
                wrong[path] = answer.status

    assert wrong == {}
    assert state_of_everything() == before


def test_five_megabytes_in_a_part_come_back_refused(world):
    text = "Every word of it. " * 290_000

    form = Form("/strategies/shared/parts/what-we-see/edit/")
    answer, took = send(world, "officer", form, {"text": text, "base": "2"})

    assert answer.status == 200
    assert b"There is a problem" in answer.body
    assert answer.body.count(b"Every word of it.") == 290_000
    assert took < SLOWEST


@pytest.mark.parametrize("token", [None, "", "x" * 64, "y" * 32, "a\0b"])
@pytest.mark.parametrize(
    "path", ["/strategies/shared/sharing/", "/accounts/logout/", "/accounts/login/"]
)
def test_without_its_token_no_post_is_taken(token, path, world):
    who = "out" if "login" in path else "officer"
    client = world.client(who, enforce_csrf_checks=True)
    client.get("/accounts/login/")

    answer = client.post(path, {} if token is None else {"csrfmiddlewaretoken": token})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://example.net"},
        {"origin": "null"},
        {"origin": "http://testserver.example.net"},
        {"origin": "https://testserver"},
    ],
)
def test_a_post_from_elsewhere_is_refused_whatever_its_token(headers, world):
    client = world.client("officer", enforce_csrf_checks=True)
    page = client.get("/strategies/drafting/")
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)', page.text)[1]
    data = {"csrfmiddlewaretoken": token, "shared": "on"}

    refused = client.post("/strategies/drafting/sharing/", data, headers=headers)
    taken = client.post("/strategies/drafting/sharing/", data)

    assert (refused.status_code, taken.status_code) == (403, 302)


@pytest.mark.parametrize(
    "host",
    ["example.net", "testserver.example.net", "testserver:x", "", "a b", "127.0.0.2"],
)
@pytest.mark.parametrize(
    "path", ["/", "/strategies/", "/accounts/password/reset/", "/health/"]
)
def test_a_foreign_host_is_refused(host, path, world):
    answer = world.client("officer").get(path, headers={"host": host or "."})

    assert answer.status_code == 400
    assert host == "" or host.encode() not in answer.content


def test_a_mail_names_this_site_whatever_host_was_asked(world, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()

    client.post(
        "/accounts/password/reset/",
        {"email": "officer@example.org"},
        headers={"host": "example.net", "x-forwarded-host": "example.net"},
    )

    mail = Mail.objects.latest("pk")
    assert mail.to == world.people["officer"]
    assert "http://testserver/accounts/password/reset/key/" in mail.text
    assert "example.net" not in mail.text + mail.html


@pytest.mark.parametrize(
    "next_",
    [
        "https://example.net/", "//example.net/", "///example.net/", "/\\example.net",
        "\\\\example.net", "https:example.net", "javascript:alert(1)", "http:///example.net",
        "/%5cexample.net/..//example.net", " //example.net", "\t//example.net",
        "//testserver@example.net/", "https://testserver/", "data:text/html,x",
    ],
)  # fmt: skip
def test_signing_in_never_leads_off_this_site(next_, world):
    client = Client()
    data = {"login": "officer@example.org", "password": PASSWORD, "next": next_}

    answer = client.post("/accounts/login/", data)
    asked = world.client("officer").get("/accounts/login/", {"next": next_})
    left = world.client("officer").post("/accounts/logout/", {"next": next_})

    for reply in (answer, asked, left):
        assert reply.status_code == 302
        assert is_here(reply["Location"]), reply["Location"]


def is_here(address):
    """As a browser reads it: backslashes are slashes, white space in front is nothing."""
    plain = re.sub(r"[\t\r\n]", "", address).strip().replace("\\", "/")
    return plain.startswith("/") and not plain.startswith("//")
