"""The architecture: what must be true of the whole tree, whatever the portal does."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from house import frontend

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("lis_portal", "reviews", "strategies", "evidence", "people", "office")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if path.relative_to(ROOT / "templates").parts[0] not in ("emails", "print")]  # fmt: skip
MODULES = sorted(
    path
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if "migrations" not in path.parts
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def named(path):
    return str(path.relative_to(ROOT))


def test_rooms_import_downwards_only():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_no_string_reaches_upwards():
    found = [
        (named(path), match[0])
        for path in MODULES
        for match in re.finditer(r"\"([a-z_]+)\.[A-Z]\w+\"", path.read_text())
        if match[1] in ROOMS and path.relative_to(ROOT).parts[0] in ROOMS
        if ROOMS.index(match[1]) < ROOMS.index(path.relative_to(ROOT).parts[0])
    ]

    assert found == []


def status_assignments(path):
    """Lines that set an attribute `status` of a strategy, or update one in the database."""
    for node in ast.walk(ast.parse(path.read_text())):
        targets = node.targets if isinstance(node, ast.Assign) else []
        for target in targets:
            if isinstance(target, ast.Attribute) and target.attr == "status":
                yield node.lineno
        is_update = (
            isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "update"
        )
        if is_update and any(keyword.arg == "status" for keyword in node.keywords):
            yield node.lineno


def test_statuses_change_in_the_workflow_only():
    found = [
        (named(path), line)
        for path in MODULES
        if path != ROOT / "reviews" / "workflow.py"
        for line in status_assignments(path)
    ]

    assert found == []


def test_no_module_carries_a_vague_name():
    vague = {"utils", "helpers", "services", "common", "misc"}

    assert [named(path) for path in MODULES if path.stem in vague] == []


INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE
)


@pytest.mark.parametrize("template", PAGES, ids=named)
def test_a_template_carries_no_inline_script_or_style(template):
    assert INLINE.findall(template.read_text()) == []


@pytest.mark.parametrize("template", PAGES, ids=named)
def test_a_template_stays_within_its_budget(template):
    assert len(template.read_text().splitlines()) <= 100


@pytest.mark.parametrize("template", PAGES, ids=named)
def test_a_page_stands_on_base_and_marks_nothing_safe(template):
    text = template.read_text()

    assert "|safe" not in text
    assert "autoescape off" not in text
    assert re.findall(r'{% extends "([^"]+)"', text) in ([], ["base.html"])


@pytest.mark.parametrize("template", PAGES, ids=named)
def test_a_template_fetches_nothing_from_elsewhere(template):
    outside = r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?:https?:)?//"

    assert re.findall(outside, template.read_text()) == []


def dependency_lines():
    text = (ROOT / "pyproject.toml").read_text()
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    return [
        next(line for line in text.splitlines() if f'"{name}"' in line)
        for name in wanted
    ]


@pytest.mark.parametrize("line", dependency_lines())
def test_a_dependency_says_what_it_is_for(line):
    _, _, reason = line.partition("#")

    assert len(reason.split()) >= 1


def test_every_dependency_is_pinned():
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    names = {re.match(r"[a-z0-9-]+", name)[0] for name in wanted}
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pins = [line for line in lines if not line.startswith("#")]

    assert [
        line for line in pins if not re.fullmatch(r"[a-z0-9.-]+==[\w.]+", line)
    ] == []
    assert names <= {line.partition("==")[0] for line in pins}


def test_the_npm_lock_carries_no_addresses():
    text = (ROOT / "package-lock.json").read_text()

    assert "http" not in text
    assert all(
        "resolved" not in package for package in json.loads(text)["packages"].values()
    )


def test_the_style_sheet_is_fit_for_use_outside_govuk():
    css = (ROOT / "static" / "built" / "govuk-frontend.min.css").read_text()

    assert "GDS Transport" not in css
    assert "url(" not in css


def test_a_style_sheet_with_something_unfit_stops_the_build():
    with pytest.raises(SystemExit, match="GDS Transport"):
        frontend.clean_css('a{font:1em "GDS Transport"}')


def variables(text):
    return set(re.findall(r"\benv(?:_flag|_list)?\(\s*\"([A-Z_]+)\"", text))


def test_every_variable_is_explained():
    settings = (ROOT / "lis_portal" / "settings.py").read_text()
    explained = re.findall(
        r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE
    )

    assert variables(settings) - set(explained) == set()
    assert len(explained) == len(set(explained))


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def test_compose_has_every_service(compose):
    assert set(compose["services"]) == {
        "proxy", "migrate", "web", "worker", "beat", "database", "redis", "mail",
    }  # fmt: skip


def test_compose_waits_for_services_that_exist_and_say_how_they_are(compose):
    services = compose["services"]
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            assert other in services, name
            if how["condition"] == "service_healthy":
                assert "healthcheck" in services[other], other


def test_compose_keeps_its_data_in_volumes(compose):
    used = {
        volume.partition(":")[0]
        for service in compose["services"].values()
        for volume in service.get("volumes", [])
        if not volume.startswith(".")
    }

    assert used == set(compose["volumes"])
    assert "--appendonly yes" in compose["services"]["redis"]["command"]


def test_compose_sets_only_variables_that_are_explained(compose):
    explained = (ROOT / ".env.example").read_text()

    for name in compose["services"]["web"]["environment"]:
        assert f"{name}=" in explained
