"""Two browsers in Marlshire's *People* part for a minute, and what their editor weighs.

In fifty rounds both write a sentence. One loses its line for a while and then its session;
in the end every sentence must stand, in both browsers and on the server. The times are
those of a headless Chromium on this machine.
"""

from __future__ import annotations

import gzip
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, sync_playwright

from tests.browser.conftest import Portal, running, signed_in
from tests.browser.writers import Writer

ROUNDS = 50
EVERY = 1.2  # seconds a round
CUT_OFF = range(15, 24)
SIGNED_OUT, BACK = 28, 33
OFFICER, SECOND = "officer@marlshire.example", "second.officer@marlshire.example"
PARAGRAPHS, KEYS = 50, 200

# From a key going down to the frame that shows its letter, as the page sees it.
KEY_TO_FRAME = """() => {
  window.frames_after = [];
  document.querySelector('.editor-text').addEventListener('keydown', () => {
    const began = performance.now();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => frames_after.push(performance.now() - began);
      channel.port2.postMessage(null);
    });
  }, true);
}"""
# From the editor's script being there to the editor standing.
READY = """() => {
  const script = performance.getEntriesByType('resource').find(one => /editor[^/]*[.]js/.test(one.name));
  return new Promise(resolve => {
    const look = () => document.querySelector('.editor-text')
      ? resolve(performance.now() - script.responseEnd) : requestAnimationFrame(look);
    look();
  });
}"""


def main() -> None:
    folder = tempfile.TemporaryDirectory(prefix="portal-bench-")
    with (
        folder as data,
        running(data) as portal,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        )
        together(browser, portal)
        weight(browser, portal)
        browser.close()


def page_of(browser: Browser, portal: Portal, email: str) -> Page:
    state = signed_in(browser, portal, email)
    context = browser.new_context(base_url=portal.address, storage_state=state)
    return context.new_page()


def together(browser: Browser, portal: Portal) -> None:
    """Write for a minute, with a cut line and an ended session on the way."""
    ana = Writer(page_of(browser, portal, OFFICER), "people")
    sam = Writer(page_of(browser, portal, SECOND), "people")
    ana.goes_to(0)
    sam.goes_to(1)
    began = time.monotonic()
    for number in range(ROUNDS):
        ana.types(f" Ana wrote {number}.")
        sam.types(f" Sam wrote {number}.")
        happens_to(sam, number, portal)
        left = began + (number + 1) * EVERY - time.monotonic()
        ana.page.wait_for_timeout(max(0, 1000 * left))
    wrote = time.monotonic() - began
    ana.sees(f"Sam wrote {ROUNDS - 1}.", within=60_000)
    sam.sees(f"Ana wrote {ROUNDS - 1}.", within=60_000)
    settled = time.monotonic() - began - wrote
    ana.is_saved()
    sam.is_saved()
    server = Writer(page_of(browser, portal, OFFICER), "people").text
    lost = [
        f"{name} wrote {number}."
        for name in ("Ana", "Sam")
        for number in range(ROUNDS)
        for text in (ana.text, sam.text, server)
        if f" {name} wrote {number}." not in text
    ]
    carets = all(
        one.words_before_caret.endswith(f"{name} wrote {ROUNDS - 1}.")
        for one, name in ((ana, "Ana"), (sam, "Sam"))
    )
    sam.page.keyboard.press("Control+z")
    own_undo = "Ana wrote 49." in sam.text and "Sam wrote 49." not in sam.text
    print(
        f"Two browsers, {ROUNDS} rounds in {wrote:.0f} s, one cut off and signed out: "
        f"lost {len(lost)}; the same text in both {settled:.1f} s after the last key; "
        f"caret kept: {carets}; undo is one's own: {own_undo}"
    )
    if lost or not carets or not own_undo:
        raise SystemExit(1)


def happens_to(writer: Writer, number: int, portal: Portal) -> None:
    writer.page.context.set_offline(number in CUT_OFF)
    if number == SIGNED_OUT:
        writer.is_signed_out()
    if number == BACK:
        other = writer.page.context.new_page()
        other.goto("/accounts/login/")
        writer.signs_in(other, portal, SECOND)
        other.close()


def compressed(reply: Response) -> int:
    """Bytes as a proxy sends them: the portal itself compresses static files alone."""
    if reply.headers.get("content-encoding"):
        return reply.request.sizes()["responseBodySize"]
    return len(gzip.compress(reply.body()))


def weight(browser: Browser, portal: Portal) -> None:
    """What a part of 3,000 words costs to open, and to type in."""
    page = page_of(browser, portal, OFFICER)
    writer = Writer(page, "places")
    sentence = "Firms on the coast need welders, and colleges train too few of them. "
    page.evaluate(
        "text => { const box = document.getElementById('id_text'); box.face.replace(text);"
        " box.dispatchEvent(new Event('input', {bubbles: true})); }",
        "\n\n".join(
            f"Paragraph {number}: {sentence * 5}" for number in range(PARAGRAPHS)
        ),
    )
    writer.is_saved()
    replies: list[Response] = []
    fresh = page_of(browser, portal, OFFICER)
    fresh.on("response", lambda reply: replies.append(reply))
    fresh.goto(writer.address)
    ready = fresh.evaluate(READY)
    fresh.locator(".editor-text").wait_for()
    fresh.wait_for_timeout(1000)
    own = [reply for reply in replies if "/presence/" not in reply.url]
    sizes = {reply.url: compressed(reply) for reply in own}
    for address, size in sizes.items():
        print(f"    {size / 1000:6.1f} kB {Path(address.rstrip('/')).name}")
    total = sum(sizes.values()) / 1000
    print(f"Editor page: {total:.0f} kB (goal 150) in {len(sizes)} requests (goal 10)")
    print(f"Ready {ready:.0f} ms after its script on 3,000 words (goal 300)")
    writer = Writer(fresh, "places")
    writer.goes_to(10)
    fresh.evaluate(KEY_TO_FRAME)
    for number in range(KEYS):
        fresh.keyboard.press("a" if number % 6 else " ")
        fresh.wait_for_timeout(40)
    times = sorted(fresh.evaluate("() => frames_after"))
    print(
        f"Key to frame: p50 {statistics.median(times):.1f} ms (goal 10), "
        f"p95 {times[int(len(times) * 0.95)]:.1f} ms"
    )
