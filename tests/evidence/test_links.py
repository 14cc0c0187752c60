"""Links that no longer work: found by asking a server of our own, and nothing private."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import create_server

import pytest
from django.utils import timezone

from evidence import links, tasks
from evidence.models import Item, LinkCheck
from tests.evidence.pages import BASE, shown
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db


class Site(BaseHTTPRequestHandler):
    """Answers by the address: /200, /404, /head, /moved, /round, /elsewhere."""

    asked: list[tuple[str, str]] = []

    def do_HEAD(self):
        self.asked.append((self.command, self.path))
        name = self.path.strip("/")
        if name in ("moved", "round", "elsewhere"):
            to = {"moved": "/200", "round": "/round", "elsewhere": "file:///etc/passwd"}
            self.send_response(301)
            self.send_header("Location", to[name])
        elif name == "head":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(name))
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _asks_ourselves(settings, monkeypatch):
    settings.LINK_CHECK_PRIVATE = settings.LINK_CHECKS = True
    monkeypatch.setattr(links, "BETWEEN", 0.0)
    Site.asked.clear()


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("200", "works"),
        ("403", "works"),
        ("404", "gone"),
        ("410", "gone"),
        ("500", "silent"),
        ("head", "works"),
        ("moved", "moved"),
        ("round", "silent"),
        ("elsewhere", "silent"),
    ],
)
def test_what_comes_back_is_judged(path, outcome, site):
    assert links.look(f"{site}/{path}").outcome == outcome


def test_a_page_is_asked_for_by_its_head_first(site):
    links.look(f"{site}/200")
    links.look(f"{site}/head")

    assert Site.asked == [("HEAD", "/200"), ("HEAD", "/head"), ("GET", "/head")]


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/", "http://no-such-host.invalid/", "http://[", "http://a b/"],
)
def test_no_answer_is_no_fault_of_ours(address):
    answer = links.look(address)

    assert (answer.outcome, bool(answer.said)) == ("silent", True)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "192.168.0.1",
        "0.1.2.3",
        "224.0.0.1",
        "100.64.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_nothing_inside_a_private_network_is_asked(address, settings):
    settings.LINK_CHECK_PRIVATE = False

    assert not links.is_public(address)


def test_public_addresses_are_asked(settings):
    settings.LINK_CHECK_PRIVATE = False

    assert links.is_public("8.8.8.8")
    assert links.is_public("2001:4860:4860::8888")


def test_a_private_address_is_not_asked_and_not_called_dead(site, settings):
    settings.LINK_CHECK_PRIVATE = False
    item = ItemFactory(address=f"{site}/200")

    links.look_at_some()

    assert Site.asked == []
    assert item.link.failures == 0
    assert "private network" in item.link.said


def test_two_failures_in_a_row_are_a_dead_link(site, place, as_officer):
    item = ItemFactory(place=place, ref="E01", address=f"{site}/404")

    links.look_at_some()
    assert not Item.objects.with_dead_links().exists()
    links.look_again(item)
    links.look_at_some()

    assert list(Item.objects.with_dead_links()) == [item]
    assert "The link no longer works" in shown(as_officer.get(f"{BASE}/E01/"))
    assert "Links that no longer work (1)" in shown(as_officer.get(f"{BASE}/"))
    assert item.title in shown(as_officer.get(f"{BASE}/?state=dead-links"))


def test_a_new_address_begins_anew(site, place):
    item = ItemFactory(place=place, address=f"{site}/404")
    LinkCheck.objects.create(
        item=item, address="https://old.example/", outcome="gone", failures=5
    )
    assert not Item.objects.with_dead_links().exists()

    links.look_at_some()

    assert LinkCheck.objects.get().failures == 1


def test_each_address_is_asked_once_a_week(site):
    item = ItemFactory(address=f"{site}/200")
    ItemFactory(address="")
    links.look_at_some()
    assert links.look_at_some() == 0

    week = timezone.now() - timedelta(days=8)
    LinkCheck.objects.filter(item=item).update(checked_at=week)

    assert links.look_at_some() == 1


def test_only_some_are_asked_at_a_time(site):
    ItemFactory.create_batch(links.A_ROUND + 3, address=f"{site}/200")

    assert [links.look_at_some() for _ in range(3)] == [links.A_ROUND, 3, 0]


def test_no_host_is_asked_twice_within_a_second(monkeypatch):
    monkeypatch.setattr(links, "BETWEEN", 1.0)
    slept = []
    pace = links.Pace(sleep=slept.append)

    for host in ("a.example", "b.example", "a.example"):
        pace.wait(host)

    assert len(slept) == 1
    assert 0.5 < slept[0] <= 1.0


def test_a_server_that_never_ends_is_cut_off(monkeypatch):
    monkeypatch.setattr(links, "SECONDS", 0.3)
    with create_server(("127.0.0.1", 0)) as mute:
        answer = links.look(f"http://127.0.0.1:{mute.getsockname()[1]}/")

    assert answer.outcome == "silent"


def test_an_officer_has_a_link_looked_at_again_before_others(site, place, as_officer):
    ItemFactory(place=place, address=f"{site}/200")
    item = ItemFactory(place=place, ref="E01", address=f"{site}/404")
    links.note(item, links.Answer("gone"))

    as_officer.post(f"{BASE}/E01/look-again/")

    assert links.due().first() == item
    assert "within a few minutes" in shown(as_officer.get(f"{BASE}/E01/"))


def test_nothing_is_asked_where_it_is_switched_off(site, settings):
    settings.LINK_CHECKS = False
    ItemFactory(address=f"{site}/200")

    assert tasks.look_at_links() == 0
    assert Site.asked == []
