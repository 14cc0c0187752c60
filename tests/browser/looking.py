"""What every page is held to: accessible, and no wider than a phone."""

from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PHONE = {"width": 320, "height": 800}
# The kinds of thing on a page: two pages that agree in these are alike to axe.
KINDS = """() => [...new Set([...document.querySelectorAll('*')].map(
  one => one.tagName + '.' + one.className + ' ' + one.getAttributeNames().sort()
))].sort().join('\\n')"""


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], node["html"]) for fault in found for node in fault["nodes"]]


def overflow(page):
    """How much wider than its window the page is."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def kinds(page):
    return page.evaluate(KINDS)
