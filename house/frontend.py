"""Bring the GOV.UK front end into static/built, fit for use outside gov.uk.

GDS Transport and the crest may not be used elsewhere, so neither may be left.
"""

import re
import shutil

from house.paths import BUILT, ROOT

SOURCE = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk"
FONT = "GDS Transport"


def build() -> None:
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    for name, clean in {"css": clean_css, "js": clean_js}.items():
        text = (SOURCE / f"govuk-frontend.min.{name}").read_text()
        (BUILT / f"govuk-frontend.min.{name}").write_text(clean(text))


def clean_css(css: str) -> str:
    """The style sheet in a system typeface, fetching nothing."""
    css = re.sub(r"@font-face\{[^}]*" + FONT + r"[^}]*\}", "", css)
    css = css.replace(f"font-family:{FONT},", "font-family:")
    css = css.replace(f"font-family:{FONT};", "font-family:arial;")
    css = re.sub(r"url\([^)]*govuk-crest[^)]*\)", "none", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    for unwanted in (FONT, "govuk-crest", "sourceMappingURL", "url(/"):
        if unwanted in css:
            raise SystemExit(f"“{unwanted}” is still in the built style sheet")
    return css


def clean_js(script: str) -> str:
    return re.sub(r"//# sourceMappingURL=.*", "", script)
