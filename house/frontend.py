"""Bring the front end into static/built: GOV.UK's styles, and our scripts in bundles.

The styles are made fit for use outside gov.uk: GDS Transport and the crest may not be
used elsewhere, so neither may be left.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from house.paths import BUILT, ROOT, files_under

MODULES = ROOT / "node_modules"
SOURCE = MODULES / "govuk-frontend" / "dist" / "govuk"
STYLES = "govuk-frontend.min.css"
FONT = "GDS Transport"
# Components that no page has: their styles need not be sent.
UNUSED = (
    *("accordion", "cookie-banner", "exit-this-page", "feedback", "file-upload-button"),
    *("header", "language-navigation", "panel", "tabs"),
)

SCRIPTS = ROOT / "static"
# What is bundled, each from the one script that needs all others.
BUNDLES = {
    "portal": SCRIPTS / "portal" / "portal.js",
    "editor": SCRIPTS / "editor" / "main.js",
    "writing": SCRIPTS / "writing" / "main.js",
}
# Our own styles, brought without their comments.
STYLE_SHEETS = (SCRIPTS / "portal" / "portal.css", SCRIPTS / "editor" / "editor.css")
STUBS = SCRIPTS / "editor" / "stubs"
# What markdown-it brings and our dialect never uses: whole packages, and rules of its own.
LEFT_OUT = ("entities", "linkify-it", "mdurl", "punycode.js")
RULES_LEFT_OUT = {
    ".": ("renderer",),
    "common": ("html_blocks", "html_re"),
    "rules_core": ("linkify", "replacements", "smartquotes"),
    "rules_block": ("code", "fence", "hr", "html_block", "lheading", "reference"),
    "rules_inline": (
        *("backticks", "entity", "html_inline", "image", "linkify", "strikethrough"),
    ),
}
NO_RULE = "export default function () {}\n"
HOW = ("--bundle", "--minify", "--format=esm", "--target=es2022", "--charset=utf8")
NOTICES = "THIRD-PARTY.txt"
PACKAGE = re.compile(r"node_modules/(?:\.[^/]+/)?((?:@[^/]+/)?[^/]+)/")


def build() -> None:
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    css = (SOURCE / STYLES).read_text()
    (BUILT / STYLES).write_text(clean_css(css))
    for sheet in STYLE_SHEETS:
        run_esbuild(sheet, "--minify", f"--outfile={BUILT / sheet.name}")
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
    return used(css)


def used(css: str) -> str:
    """The style sheet without the rules that are about unused components alone."""
    about = re.compile(rf"\.govuk-(?:{'|'.join(UNUSED)})(?![a-z]|-[a-z])")

    def kept(rule: re.Match[str]) -> str:
        selectors = re.sub(r":not\([^)]*\)", "", rule[1]).split(",")
        return "" if all(map(about.search, selectors)) else rule[0]

    css = re.sub(r"([^{}]+)\{[^{}]*\}", kept, css)
    return re.sub(r"@[^{}]+\{\}", "", css)


def bundle(main: Path, built: Path) -> set[str]:
    """Make one script of a module and all that it needs; the packages it took."""
    contents = built.with_suffix(".json")
    with lighter_markdown_it() as lighter:
        instead = {name: STUBS / f"{Path(name).stem}.js" for name in LEFT_OUT}
        instead["markdown-it"] = lighter
        aliases = [f"--alias:{name}={path}" for name, path in instead.items()]
        files = [f"--outfile={built}", f"--metafile={contents}"]
        run_esbuild(main, *HOW, *files, *aliases)
    sources = json.loads(contents.read_text())["inputs"]
    contents.unlink()
    return {found[1] for path in sources if (found := PACKAGE.match(path))}


@contextmanager
def lighter_markdown_it() -> Iterator[Path]:
    """A copy of the package, for the time of a build, without the rules left out."""
    with tempfile.TemporaryDirectory(dir=MODULES, prefix=".") as folder:
        copy = Path(folder) / "markdown-it"
        shutil.copytree(MODULES / "markdown-it", copy)
        for part, rules in RULES_LEFT_OUT.items():
            for rule in rules:
                module = copy / "lib" / part / f"{rule}.mjs"
                module.unlink()
                module.write_text(NO_RULE)
        yield copy


def run_esbuild(source: Path, *options: str) -> None:
    """Its program itself, of the one package for this machine: it needs no Node."""
    program = next(MODULES.glob("@esbuild/*/bin/esbuild"))
    quiet = "--log-level=warning"
    done = subprocess.run([program, source, quiet, *options], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(f"{source} could not be built")


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
    if not texts:  # GOV.UK's names its makers and its licence, without the text
        texts = [f"By {about['author']['name']}, {about['homepage']}"]
    return "\n\n".join([title, *texts]) + "\n"
