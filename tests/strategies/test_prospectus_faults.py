"""No faulty edition gets in: each fault names its file, its key and the reason."""

from pathlib import Path

import pytest

from strategies import prospectus
from strategies.prospectus import CURRENT, ProspectusFault, check, reader

HERE = Path(__file__).parent / "prospectus"
OURS = prospectus.HOME / f"{CURRENT}.toml"
SMALL = HERE / "small-2030.toml"


def changed(old, new):
    """The small edition with these words, which must be there, changed."""
    text = SMALL.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


FAULTS = [
    # name, changed from, to, key, words of the reason
    ("broken TOML", 'key = "small-2030"', "key = ", "", "not good TOML"),
    ("impossible day", "2030-04-01", "2030-02-30", "", "not good TOML"),
    ("bad date", "2030-04-01", '"in April"', "published", "must be a date"),
    ("date with a time", "2030-04-01", "2030-04-01T10:00:00", "published", "must be a date"),
    ("missing key", 'title = "Local growth plans: guidance"', "", "title", "is missing"),
    ("missing deep", 'question = "Is it true?"', "", "criteria.GP-1.question", "is missing"),
    ("missing table", "[limits]\nwords = 500", "[limits]", "limits.words", "is missing"),
    ("unknown key", "words = 500", "words = 500\npages = 9", "limits.pages", "may have"),
    ("derived key", 'title = "Chooses"', 'hash = "0"\ntitle = "Chooses"', "criteria.GP-2.hash", "may have"),
    ("section in a part", 'title = "What we see"', 'section = "proof"\ntitle = "A"', "sections.story.parts.what-we-see.section", "may have"),
    ("text for a number", "words = 500", 'words = "500"', "limits.words", "must be a whole number"),
    ("true for a number", "words = 500", "words = true", "limits.words", "must be a whole number"),
    ("nothing allowed", "words = 500", "words = 0", "limits.words", "must be 1 or more"),
    ("number for text", 'title = "Farming"', "title = 7", "tags.sectors.tags.farming.title", "must be text"),
    ("text for a switch", "needs_support = false", 'needs_support = "no"', "signing 1.needs_support", "must be true or false"),
    ("text for a list", 'prompts = ["What is true here?"]', 'prompts = "What?"', "sections.story.parts.what-we-see.prompts", "must be a list"),
    ("text for a table", 'tags = [\n  { key = "farming", title = "Farming" },', 'tags = [ "farming",', "tags.sectors.tags 1", "must be a table"),
    ("empty guidance", 'guidance = ["Say what is true here."]', "guidance = []", "sections.story.parts.what-we-see.guidance", "must not be empty"),
    ("blank guidance", 'guidance = ["Say what is true here."]', 'guidance = [" "]', "sections.story.parts.what-we-see.guidance 1", "must not be empty"),
    ("blank title", 'title = "The story"', 'title = ""', "sections.story.title", "must not be empty"),
    ("nameless entry", 'key = "story"', "", "sections 1.key", "is missing"),
    ("unknown level", 'level = "must"', 'level = "shall"', "criteria.GP-1.level", "“shall” is not known"),
    ("unknown move", 'gate = "submit"', 'gate = "file"', "criteria.GP-3.gate", "“file” is not known"),
    ("gate at a way back", 'gate = "submit"', 'gate = "withdraw"', "criteria.GP-3.gate", "“withdraw” is not known"),
    ("unknown kind", 'applies_to = ["LEP", "MCA"]', 'applies_to = ["LEP", "LA"]', "criteria.GP-1.applies_to 2", "“LA” is not known"),
    ("unknown role", 'approver = "officer"', 'approver = "bishop"', "signing 1.approver", "“bishop” is not known"),
    ("unknown stance", 'stance = "warn"', 'stance = "maybe"', "funding_sources.loan.stance", "“maybe” is not known"),
    ("unknown records", 'prints = ["measures"]', 'prints = ["hopes"]', "sections.proof.parts.what-will-show-it.prints 1", "“hopes” is not known"),
    ("unknown mode", 'agreement_mode = "whole"', 'agreement_mode = "half"', "agreement_mode", "“half” is not known"),
    ("unknown date kind", 'kind = "deadline"', 'kind = "hope"', "milestones.plans-due.kind", "“hope” is not known"),
    ("key not for addresses", 'key = "what-we-see"', 'key = "What we see"', "sections.story.parts.What we see.key", "must be small letters"),
    ("odd criterion id", 'id = "GP-1"', 'id = "first"', "criteria.first.id", "must be letters"),
    ("kept word for a part", 'key = "what-will-show-it"', 'key = "add"', "sections.proof.parts.add", "a word we keep"),
    ("kept word for a section", 'key = "proof"', 'key = "agreement"', "sections.agreement", "a word we keep"),
    ("section twice", 'key = "proof"', 'key = "story"', "sections.story", "stands 2 times"),
    ("part twice", 'key = "what-we-see"', 'key = "what-we-choose"', "sections.parts.what-we-choose", "stands 2 times"),
    ("criterion twice", 'id = "GP-2"', 'id = "GP-1"', "criteria.GP-1", "stands 2 times"),
    ("tag twice", 'key = "making"', 'key = "farming"', "tags.tags.farming", "stands 2 times"),
    ("source twice", 'key = "loan"', 'key = "allocation"', "funding_sources.allocation", "stands 2 times"),
    ("kind signs twice", 'kind = "MCA"', 'kind = "LEP"', "signing.LEP", "stands 2 times"),
    ("records printed twice", 'prints = ["measures"]', 'prints = ["actions"]', "sections.parts.prints.actions", "stands 2 times"),
    ("work in two orders", "order_of_work = 3", "order_of_work = 2", "sections.parts.order_of_work.2", "stands 2 times"),
    ("unknown tag", 'tags = ["farming", "making"]', 'tags = ["fishing"]', "sections.story.parts.what-we-choose.tags", "“fishing” is not one"),
    ("unknown section", 'section = "proof"', 'section = "truth"', "criteria.GP-4.section", "“truth” is not a section"),
    ("unknown part", 'parts = ["what-we-see"]', 'parts = ["what-we-see", "gone"]', "criteria.GP-1.parts", "“gone” is not a part"),
    ("no part", 'parts = ["what-we-see"]', "", "criteria.GP-1.parts", "at least one part"),
    ("first part elsewhere", 'parts = ["what-we-see"]', 'parts = ["what-will-show-it"]', "criteria.GP-1.parts", "is in another section"),
    ("result with a part", "result = true", 'result = true\nparts = ["what-we-see"]', "criteria.GP-5.section", "must be “agreement”"),
    ("condition elsewhere", "result = true", "on_lep = true", "criteria.GP-5.section", "must be “conditions”"),
    ("words that are no date", 'when = "summer 2030"', 'when = "soon"', "milestones.plans-due.when", "Enter a date"),
    ("nobody signs", '[[signing]]\nkind = "MCA"\napprover = "approver"\ntitle = "the mayor"\nneeds_support = false', "", "criteria.GP-1.applies_to", "nobody signs for “MCA”"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [pytest.param(*row[1:], id=row[0]) for row in FAULTS],
)
def test_a_fault_names_its_file_key_and_reason(old, new, key, reason, tmp_path):
    path = tmp_path / "faulty.toml"
    path.write_text(changed(old, new), encoding="utf-8")

    edition, faults = reader.examine(path)

    assert edition is None
    assert faults[0].file == str(path)
    assert key in [fault.key for fault in faults]
    assert reason in " ".join(it.reason for it in faults if it.key == key)


def test_an_edition_without_sections_is_refused(tmp_path):
    path = tmp_path / "bare.toml"
    text = SMALL.read_text(encoding="utf-8")
    path.write_text(
        "sections = []\n" + text[: text.index("[[sections]]")], encoding="utf-8"
    )

    _, faults = reader.examine(path)

    assert [(fault.key, fault.reason) for fault in faults] == [
        ("sections", "must not be empty"),
        ("criteria", "is missing"),
    ]


def test_every_fault_of_a_file_is_told_at_once(tmp_path):
    path = tmp_path / "faulty.toml"
    text = changed('level = "must"', 'level = "shall"').replace("words = 500", "")
    path.write_text(text, encoding="utf-8")

    _, faults = reader.examine(path)

    assert [fault.key for fault in faults] == ["limits.words", "criteria.GP-1.level"]


def test_a_fault_stops_the_start_and_leaves_what_was_loaded(tmp_path):
    (tmp_path / "faulty.toml").write_text(
        changed('gate = "submit"', 'gate = "file"'), encoding="utf-8"
    )
    before = prospectus.editions()

    with pytest.raises(
        ProspectusFault, match=r"faulty\.toml: criteria\.GP-3\.gate: “file”"
    ):
        prospectus.load([tmp_path])

    assert prospectus.editions() == before


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_folder_that_holds_no_edition_is_a_fault(name, tmp_path):
    faults = prospectus.faults([tmp_path / name])

    assert [fault.reason for fault in faults] == ["holds no edition (.toml)"]


def test_bytes_that_are_not_text_are_a_fault(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes('title = "Café"'.encode("latin-1"))

    with pytest.raises(ProspectusFault, match="is not good TOML"):
        reader.read(path)


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path):
    folder = tmp_path / "folder.toml"
    folder.mkdir()

    with pytest.raises(ProspectusFault, match="cannot be read"):
        reader.read(folder)


def test_two_files_may_not_hold_the_same_edition(tmp_path):
    (tmp_path / "copy.toml").write_bytes(OURS.read_bytes())

    (fault,) = prospectus.faults([tmp_path])

    assert (fault.key, fault.file) == ("key", str(tmp_path / "copy.toml"))
    assert "already in another file" in fault.reason


def test_the_system_check_reports_each_fault(settings, tmp_path):
    (tmp_path / "faulty.toml").write_text(
        changed('level = "must"', 'level = "shall"'), encoding="utf-8"
    )
    settings.PROSPECTUS_FOLDERS = [tmp_path]

    (error,) = check.editions_are_sound()

    assert error.id == "strategies.E001"
    assert "faulty.toml: criteria.GP-1.level: “shall” is not known" in error.msg


def test_the_system_check_is_silent_when_all_is_sound(settings):
    settings.PROSPECTUS_FOLDERS = [HERE]

    assert check.editions_are_sound() == []
