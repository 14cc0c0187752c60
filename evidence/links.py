"""Whether the web addresses of evidence still work: asked seldom, slowly and with care.

The only module that asks addresses people typed. It connects to what the name stood for
when it was looked at, and to nothing inside a private network.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from evidence.models import Item, LinkCheck

Outcome = LinkCheck.Outcome

EVERY = timedelta(days=7)
A_ROUND = 10  # addresses
ROUND_ENDS_AFTER = 20  # seconds: others wait for the worker too
SECONDS = 10  # for one answer
BETWEEN = 1.0  # seconds between two questions to one host
MOST_REDIRECTS = 3
ASKED_BY = "LocalIndustrialStrategies link check"
LASTING = (301, 308)
SENT_ON = (*LASTING, 302, 303, 307)
NOT_THERE = (404, 410)
LOCK = "evidence-links"
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Private(Exception):
    """The address leads into a private network, where nothing is asked."""


@dataclass(frozen=True)
class Answer:
    """What came back; `counts` is whether it says anything about the link."""

    outcome: str
    said: str = ""
    counts: bool = True


def look_at_some() -> int:
    """Ask those whose turn it is, a few at a time; how many were asked."""
    if not cache.add(LOCK, True, timeout=ROUND_ENDS_AFTER + 20 * SECONDS):
        return 0
    try:
        return _round()
    finally:
        cache.delete(LOCK)


def _round() -> int:
    started, pace, asked = time.monotonic(), Pace(), 0
    for item in due()[:A_ROUND]:
        if asked and time.monotonic() - started > ROUND_ENDS_AFTER:
            break
        note(item, look(item.address, pace))
        asked += 1
    return asked


def due() -> QuerySet[Item]:
    """Items in use whose address was not asked for a week, or was changed since."""
    asked = Q(link__checked_at__gt=timezone.now() - EVERY, link__address=F("address"))
    waits = Q(link__again_at__isnull=False)
    return (
        Item.objects.live()
        .filter(address__istartswith="http")
        .exclude(asked & ~waits)
        .order_by(
            F("link__again_at").asc(nulls_last=True),
            F("link__checked_at").asc(nulls_first=True),
            "pk",
        )
    )


def note(item: Item, answer: Answer) -> LinkCheck:
    """Keep what came back; failures count in a row, of one address."""
    before = LinkCheck.objects.filter(item=item, address=item.address).first()
    failures = before.failures if before else 0
    failed = answer.outcome in (Outcome.GONE, Outcome.SILENT) and answer.counts
    values = {
        "address": item.address,
        "outcome": answer.outcome,
        "said": answer.said[:200],
        "failures": min(failures + 1, 1000) if failed else 0,
        "checked_at": timezone.now(),
        "again_at": None,
    }
    return LinkCheck.objects.update_or_create(item=item, defaults=values)[0]


def last_look(item: Item) -> LinkCheck | None:
    """What came back when the address it has now was last asked."""
    link: LinkCheck | None = getattr(item, "link", None)
    return link if link and link.address == item.address else None


def look_again(item: Item) -> None:
    """Let this one be asked before all others."""
    LinkCheck.objects.filter(item=item, again_at=None).update(again_at=timezone.now())


class Pace:
    """Lets no host be asked twice within a second."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self.last: dict[str, float] = {}
        self.sleep = sleep

    def wait(self, host: str) -> None:
        since = time.monotonic() - self.last.get(host, -BETWEEN)
        if since < BETWEEN:
            self.sleep(BETWEEN - since)
        self.last[host] = time.monotonic()


def look(address: str, pace: Pace | None = None) -> Answer:
    """Follow the address to where it leads."""
    pace, moved = pace or Pace(), False
    for _ in range(MOST_REDIRECTS + 1):
        try:
            status, location = ask(address, pace)
        except Private:
            return Answer(
                Outcome.SILENT, "It is inside a private network: not asked", False
            )
        except (OSError, HTTPException, ValueError) as fault:
            return Answer(Outcome.SILENT, in_words(fault))
        if status not in SENT_ON or not location:
            return judged(status, moved=moved)
        moved = moved or status in LASTING
        address = urljoin(address, location)
    return Answer(Outcome.SILENT, "It is sent on again and again")


def judged(status: int, *, moved: bool) -> Answer:
    """A page that asks for a log-in, or turns programs away, is there."""
    if status in NOT_THERE:
        return Answer(Outcome.GONE, f"Its server answers {status}")
    if status >= 500:
        return Answer(Outcome.SILENT, f"Its server answers {status}")
    return Answer(Outcome.MOVED if moved else Outcome.WORKS, str(status))


def ask(address: str, pace: Pace) -> tuple[int, str]:
    """Status and where it sends on to: by HEAD, then by GET where HEAD is no good."""
    for method in ("HEAD", "GET"):
        status, location = _ask(method, address, pace)
        if status < 400:
            break
    return status, location


def _ask(method: str, address: str, pace: Pace) -> tuple[int, str]:
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("It does not lead to a web page")
    pace.wait(host)
    kind = Secure if parts.scheme == "https" else Plain
    connection = kind(host.encode("idna").decode(), parts.port, timeout=SECONDS)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    headers = {"User-Agent": ASKED_BY, "Accept": "*/*", "Connection": "close"}
    with cut_off(connection):
        connection.request(method, f"{path}?{query}" if query else path, None, headers)
        answer: HTTPResponse = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""


@contextmanager
def cut_off(connection: HTTPConnection) -> Iterator[None]:
    """Its own limit is for each byte: one who sends them singly is stopped as well."""
    timer = Timer(SECONDS, lambda: shut(connection))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def shut(connection: HTTPConnection) -> None:
    if connection.sock:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:  # it ended by itself
            return


class Plain(HTTPConnection):
    """Connects to a public address, and to the very one that was looked at."""

    def connect(self) -> None:
        self.sock = connected(self.host, self.port or self.default_port)


class Secure(Plain):
    default_port = 443

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def connected(host: str, port: int) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(place[0]) for *_, place in found]
    if not all(is_public(address) for address in addresses):
        raise Private(host)
    fault: OSError = OSError("There is no such host")
    for address in dict.fromkeys(addresses):
        try:
            return socket.create_connection((address, port), timeout=SECONDS)
        except OSError as error:
            fault = error
    raise fault


def is_public(address: str) -> bool:
    """Whether it is on the open web, whatever it is written as."""
    if settings.LINK_CHECK_PRIVATE:
        return True
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in NAT64:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        else:
            ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


def in_words(fault: Exception) -> str:
    if isinstance(fault, socket.gaierror):
        return "There is no such host"
    if isinstance(fault, TimeoutError):
        return f"No answer within {SECONDS} seconds"
    if isinstance(fault, ssl.SSLError):
        return "Its certificate does not hold"
    if isinstance(fault, ConnectionRefusedError):
        return "Its server takes no calls"
    if isinstance(fault, ValueError) and not isinstance(fault, UnicodeError):
        return "It does not lead to a web page"
    return "Its server hung up, or answered what nobody can read"
