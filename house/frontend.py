"""Bring the front end into static/built: GOV.UK's styles, and our scripts in bundles.

The styles are made fit for use outside gov.uk: GDS Transport and the crest may not be
used elsewhere, so neither may be left.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from house.paths import BUILT, ROOT, files_under

MODULES = ROOT / "node_modules"
SOURCE = MODULES / "govuk-frontend" / "dist" / "govuk"
STYLES = "govuk-frontend.min.css"
FONT = "GDS Transport"

SCRIPTS = ROOT / "static"
# What is bundled, each from the one script that needs all others.
BUNDLES = {
    "portal": SCRIPTS / "portal" / "portal.js",
    "editor": SCRIPTS / "editor" / "main.js",
    "writing": SCRIPTS / "writing" / "main.js",
}
STUBS = SCRIPTS / "editor" / "stubs"
# Tables that markdown-it brings and our dialect never looks into.
LEFT_OUT = ("entities", "linkify-it", "mdurl", "punycode.js")
BROWSERS = "es2022"
NOTICES = "THIRD-PARTY.txt"
PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")


def build() -> None:
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    css = (SOURCE / STYLES).read_text()
    (BUILT / STYLES).write_text(clean_css(css))
    packages: set[str] = set()
    for name, main in BUNDLES.items():
        packages |= bundle(main, BUILT / f"{name}.js")
    (BUILT / NOTICES).write_text(notices(packages))


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


def bundle(main: Path, built: Path) -> set[str]:
    """Make one script of a module and all that it needs; the packages it took."""
    stubs = [f"--alias:{part}={STUBS / Path(part).stem}.js" for part in LEFT_OUT]
    contents = built.with_suffix(".json")
    done = subprocess.run(
        [
            esbuild(),
            main,
            f"--outfile={built}",
            f"--metafile={contents}",
            "--bundle",
            "--minify",
            "--format=esm",
            f"--target={BROWSERS}",
            "--charset=utf8",
            "--log-level=warning",
            *stubs,
        ],
        cwd=ROOT,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{main} could not be bundled")
    sources = json.loads(contents.read_text())["inputs"]
    contents.unlink()
    return {found[1] for path in sources if (found := PACKAGE.match(path))}


def esbuild() -> Path:
    """The program itself, of the one package for this machine: it needs no Node."""
    return next(MODULES.glob("@esbuild/*/bin/esbuild"))


def scripts() -> list[Path]:
    """What the bundles are made of, besides the packages."""
    return files_under(*(main.parent for main in BUNDLES.values()))


def notices(packages: Iterable[str]) -> str:
    """The licence of each package that browsers are sent, as the licences ask."""
    return f"\n{'-' * 72}\n\n".join(notice(name) for name in sorted(packages))


def notice(package: str) -> str:
    folder = MODULES / package
    about = json.loads((folder / "package.json").read_text())
    title = f"{package} {about['version']}, licence: {about['license']}"
    texts = [path.read_text().strip() for path in folder.glob("LICENSE*")]
    return "\n\n".join([title, *texts]) + "\n"
