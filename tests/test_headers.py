"""What every reply carries, whatever it is a reply to."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from house import frontend
from tests.boxes import parsed
from tests.test_access import rows
from tests.world import PEOPLE

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types portal-page portal-paste ProseMirrorClipboard",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


@pytest.fixture(scope="module")
def pages(built):
    """Every page of the table as an officer, an administrator and nobody see it."""
    return {
        (who, row.path): built.ask(
            who, "GET", row.path.format(**built.numbers[row.place])
        )
        for row in rows()
        if row.method == "GET"
        for who in ("officer", "admin", "out")
        if row.place in ("submitted", "shared") or "{p}" not in row.path
        if row.expected[PEOPLE.index(who)] != "in"
    }


def test_every_reply_carries_its_policies(pages):
    missing = {
        key: lacks
        for key, answer in pages.items()
        if (lacks := lacking(answer.headers))
    }

    assert missing == {}
    assert {answer.status for answer in pages.values()} >= {200, 302, 403, 404, 405}


def lacking(headers):
    faults = [name for name, value in ALWAYS.items() if headers.get(name) != value]
    policy = headers.get("Content-Security-Policy", "")
    said = {part.strip() for part in policy.split(";")}
    if headers.get("Content-Disposition", "").startswith("attachment"):
        return faults + (
            []
            if said >= {"sandbox", "default-src 'none'"} or said == POLICY
            else [policy]
        )
    if "sandbox" in policy:  # a mail, shut in with its own style
        return faults + ([] if "default-src 'none'" in said else [policy])
    return faults + ([] if said == POLICY else [policy or "no policy"])


def test_what_somebody_signed_in_sees_is_not_kept(pages):
    kept = {
        key: answer.headers.get("Cache-Control")
        for key, answer in pages.items()
        if key[0] != "out"
        if "no-store" not in answer.headers.get("Cache-Control", "")
    }

    assert kept == {}


def test_no_page_holds_a_script_a_handler_or_a_style_of_its_own(pages):
    found = {}
    for key, answer in pages.items():
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        if not is_page or key[1].endswith("/html/"):
            continue
        if faults := list(inline(parsed(answer.body.decode()))):
            found[key] = faults

    assert found == {}
    assert len(pages) > 150


def test_every_component_of_a_page_is_one_that_our_script_starts(pages):
    script = (ROOT / "static" / "portal" / "portal.js").read_text()
    started = {
        "govuk" + re.sub("[A-Z]", lambda capital: f"-{capital[0].lower()}", name)
        for name in re.findall(r"^  govuk\.(\w+),$", script, re.MULTILINE)
    }

    found = {
        name
        for answer in pages.values()
        for name in re.findall(r'data-module="([^"]+)"', answer.body.decode("latin-1"))
    }

    assert "govuk-button" in found
    assert found <= started


def test_no_page_needs_a_style_that_was_left_out(pages):
    classes = {
        name
        for answer in pages.values()
        for names in re.findall(r'class="([^"]+)"', answer.body.decode("latin-1"))
        for name in names.split()
    }

    needed = {f"govuk-{component}" for component in frontend.UNUSED} & {
        re.split("__|--", name)[0] for name in classes
    }

    assert "govuk-button" in classes
    assert needed == set()


def inline(page):
    for element in page.iter():
        if element.tag == "style" or (
            element.tag == "script" and not element.get("src")
        ):
            yield element.tag
        if element.get("http-equiv", "").lower() == "refresh":
            yield "refresh"
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "style":
                yield f"{element.tag} {name}"
            if leads_astray(name, value):
                yield f"{name}={value}"


def leads_astray(name, value):
    """What is fetched or run from elsewhere; a plain link to another site is not."""
    schemes = "javascript|data" if name == "href" else "javascript|data|https?"
    wanted = name in ("href", "src", "action")
    return wanted and re.match(rf"\s*({schemes}):|//", value) is not None


@pytest.mark.parametrize(
    ("path", "options", "status"),
    [
        ("/no/such/page/", {}, 404),
        ("/?q=%00", {}, 400),
        ("/", {"headers": {"host": "example.net"}}, 400),
        ("/strategies/", {}, 302),
        ("/static/portal/portal.css", {}, 404),
        ("/health/", {}, 200),
    ],
)
def test_replies_that_are_no_pages_carry_them_too(path, options, status, client):
    response = client.get(path, **options)

    assert response.status_code == status
    assert lacking(response.headers) == []


def test_a_forged_post_is_answered_with_them_too(world):
    client = world.client("officer", enforce_csrf_checks=True)

    response = client.post("/strategies/drafting/sharing/", {})

    assert response.status_code == 403
    assert lacking(response.headers) == []
    assert "no-store" in response["Cache-Control"]


PORTAL = """
import django, json, sys
django.setup()
from django.core.management import call_command
from django.test import Client
from django.conf import settings
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False, clear=False)
from people.models import User
User.objects.create_user("a@example.org", "a long walk along the fell", name="A")
client = Client(headers={"host": settings.SITE_HOST, "x-forwarded-proto": "https"})
out = {}
def tell(name, response):
    out[name] = {"status": response.status_code, "headers": dict(response.headers),
        "cookies": {n: {k: v for k, v in m.items() if v} for n, m in response.cookies.items()}}
tell("page", client.get("/accounts/login/"))
tell("in", client.post("/accounts/login/", {"login": "a@example.org", "password": "a long walk along the fell"}))
tell("home", client.get("/"))
static = client.get("/static/portal/portal.css")
b"".join(static.streaming_content)
tell("static", static)
print(json.dumps(out))
"""


@pytest.fixture(scope="module")
def at(tmp_path_factory):
    """What a portal of its own answers at the address it was given."""
    return {
        scheme: started(
            tmp_path_factory.mktemp(scheme), f"{scheme}://portal.example.org"
        )
        for scheme in ("http", "https")
    }


def started(folder, site, code=PORTAL):
    (folder / "static").mkdir()
    done = run(folder, site, "-c", code)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def run(folder, site, *arguments):
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "lis_portal.settings",
        "DATA_DIR": str(folder),
        "SECRET_KEY": "for-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
        "SITE_URL": site,
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_cookies_of_a_secure_site_stay_on_it(at):
    cookies = at["https"]["page"]["cookies"] | at["https"]["in"]["cookies"]

    assert set(cookies) >= {"__Host-session", "__Host-csrf"}
    for name in ("__Host-session", "__Host-csrf"):
        said = cookies[name]
        assert (said["secure"], said["httponly"], said["samesite"], said["path"]) == (
            True, True, "Lax", "/",
        )  # fmt: skip
        assert "domain" not in said


def test_cookies_of_a_plain_site_work_there(at):
    cookies = at["http"]["page"]["cookies"] | at["http"]["in"]["cookies"]

    for name in ("session", "csrf"):
        assert cookies[name]["httponly"] is True
        assert cookies[name]["samesite"] == "Lax"
        assert "secure" not in cookies[name]


def test_a_secure_site_says_so_for_a_year(at):
    said = at["https"]["page"]["headers"]["Strict-Transport-Security"]

    assert int(re.search(r"max-age=(\d+)", said)[1]) >= 365 * 24 * 60 * 60
    assert "includeSubDomains" in said
    assert "Strict-Transport-Security" not in at["http"]["page"]["headers"]


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("what", ["page", "in", "home", "static"])
def test_pages_and_static_files_alike_carry_their_policies(what, scheme, at):
    headers = at[scheme][what]["headers"]

    assert lacking(headers) == []


def test_nothing_is_left_to_say_of_a_deployment(tmp_path):
    (tmp_path / "static").mkdir()
    deploy = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    done = run(tmp_path, "https://portal.example.org", *deploy)

    assert done.returncode == 0, done.stderr
