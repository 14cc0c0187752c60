"""Editions for tests that must not lean on the real one."""

from pathlib import Path

import pytest

from strategies import prospectus

FOLDER = Path(__file__).parent / "prospectus"
SMALL = "small-2030"


@pytest.fixture
def small_edition(settings):
    """The key of the second, small edition, read for this test."""
    prospectus.load([*settings.PROSPECTUS_FOLDERS, FOLDER])
    yield SMALL
    prospectus.load(settings.PROSPECTUS_FOLDERS)


@pytest.fixture
def open_edition(settings, tmp_path):
    """The small edition with the approver's signature and no gate before agreement."""
    words = (FOLDER / "small-2030.toml").read_text()
    words = words.replace('key = "small-2030"', 'key = "open-2030"')
    words = words.replace('gate = "submit"\n', "")
    words = words.replace('approver = "officer"', 'approver = "approver"')
    folder = tmp_path / "editions"
    folder.mkdir()
    (folder / "open-2030.toml").write_text(words)
    prospectus.load([*settings.PROSPECTUS_FOLDERS, folder])
    yield "open-2030"
    prospectus.load(settings.PROSPECTUS_FOLDERS)
