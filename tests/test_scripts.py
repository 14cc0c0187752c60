"""What the scripts of the portal promise, asked of Node; and that they agree with us."""

import gzip
import json
import random
import subprocess
from pathlib import Path

import pytest

from house import frontend
from house.paths import BUILT
from strategies.text import canonical, split
from tests.strategies.text.documents import BITS, CORPUS, STARTS

TESTS = Path(__file__).resolve().parent
WRITTEN = TESTS.parent / "lis_portal" / "demonstration" / "data"
SEED = 2018
COUNT = 1000


@pytest.mark.parametrize(
    "path",
    sorted(TESTS.glob("[ew]*/*.test.js")),
    ids=lambda path: str(path.relative_to(TESTS)),
)
def test_the_scripts_keep_their_own_promises(path):
    done = node("--test", path)

    assert done.returncode == 0, done.stdout + done.stderr


def node(*arguments, **options):
    return subprocess.run(
        ["node", *arguments], capture_output=True, text=True, check=False, **options
    )


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    """The answering script, bundled as browsers get theirs: with what is left out."""
    built = tmp_path_factory.mktemp("built") / "answer.mjs"
    frontend.bundle(TESTS / "editor" / "answer.js", built)
    return built


@pytest.fixture(scope="module")
def answer(script):
    """How the browser writes the corpus, whole strategies and what is random."""
    choose = random.Random(SEED)
    corpus = [document[form] for document in CORPUS for form in ("source", "canonical")]
    written = [path.read_text("utf-8") for path in WRITTEN.rglob("*.md")]
    random_texts = (random_text(choose) for _ in range(COUNT))
    return ask(script, [*corpus, *written, *random_texts])


def ask(script, texts, count=COUNT):
    asked = json.dumps({"texts": texts, "seed": SEED, "count": count})
    done = node(script, input=asked)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def random_text(choose):
    lines = [
        choose.choice(STARTS)
        + "".join(choose.choice(BITS) for _ in range(choose.randint(0, 9)))
        + choose.choice(["\n", "\n", "\n\n"])
        for _ in range(choose.randint(0, 7))
    ]
    return "".join(lines)


@pytest.mark.parametrize("whose", ["asked", "own"])
def test_browser_and_server_bring_every_text_to_one_form(whose, answer):
    differing = [
        read["text"]
        for read in answer[whose]
        if read["form"] != canonical(read["text"])
        or read["blocks"] != split(read["text"])
    ]

    assert differing == []
    assert len(answer[whose]) >= COUNT


def test_what_the_editor_writes_is_not_changed_by_the_server(answer):
    differing = [
        drawn["form"]
        for drawn in answer["documents"]
        if drawn["form"] != canonical(drawn["form"])
        or drawn["blocks"] != split(drawn["form"])
    ]

    assert differing == []
    assert len(answer["documents"]) == COUNT


def test_a_canonical_text_opened_and_saved_untouched_is_the_same(answer, script):
    forms = [canonical(read["text"]) for read in answer["own"]]

    assert [read["form"] for read in ask(script, forms, count=0)["asked"]] == forms


def test_the_editor_is_light_and_holds_its_parser_once():
    editor = (BUILT / "editor.js").read_bytes()

    assert len(gzip.compress(editor)) <= 130_000
    assert editor.count(b"none of the block rules matched") == 1


def test_the_licence_of_each_package_that_is_sent_is_shown():
    notices = (BUILT / frontend.NOTICES).read_text()

    for package in ("govuk-frontend", "markdown-it", "prosemirror-view", "uc.micro"):
        assert f"{package} " in notices
    assert notices.count("Permission is hereby granted") >= 14
    assert "vnu-jar" not in notices
