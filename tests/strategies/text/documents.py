"""Texts to try: those of the corpus, and endless random ones."""

import json
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

CORPUS = json.loads(Path(__file__).with_name("corpus.json").read_text("utf-8"))

# The same texts on every run, none kept on disk.
quick = settings(max_examples=130, derandomize=True, deadline=None, database=None)

BITS = [
    *("a", "b ", "word", " ", " ", "*", "**", "_", "__", "[", "]", "(", ")", "]("),
    *("[@", "[@E01]", "\\", "|", "£", "–", ".", "1.", "2)", "-", "+", "#", "###"),
    *(">", "<", "&", "&amp;", "`", "~", "!", '"', ":", "@", "'", "0", "=", "---"),
    *("€5", "é", "🙂", "https://a.b", "[x](https://a.b)", "**bold**", "*it*", "_it_"),
    *(
        "***",
        "\\\n",
        "[x](https://a.b?c&amp;d)",
        "&#35;",
        "<https://a.b>",
        "[y](javascript:alert(1))",
        "<script>",
    ),
    *("\x00", "\u202e", "\u0301", "\u00a0", "\x85", "\u2029", "𝐀", "²", "٣. "),
    *("[[figure:F1]]", "[[figure:F1]]\n", "\\[[figure:F1]]", "[[", "]]"),
]
STARTS = [
    *("", "", "- ", "  - ", "1. ", "   ", "> ", "### ", "# ", "    ", "* ", "10. "),
    *(
        "[[figure:F1]]",
        " ",
        "\t",
        "| a | b |\n|---|---|\n| ",
        "|---|---|",
        "999999999. ",
        "- > ",
        "> 1. ",
    ),
]

lines = st.builds(
    lambda start, bits, end: start + "".join(bits) + end,
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(BITS), max_size=9),
    st.sampled_from(["\n", "\n", "\n\n"]),
)
texts = st.lists(lines, max_size=7).map("".join)

WORDS = ["jobs", "firms", "skills", "ports", "homes", "wages", "trade", "coast"]
# Few texts and many twins: the hard case for telling blocks apart.
blocks = st.lists(
    st.one_of(
        st.sampled_from(["See the evidence base.", "Our aims are to:", "Short."]),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join),
    ),
    max_size=9,
)


@st.composite
def edited(draw):
    """A row of blocks, and the same after a few edits."""
    old = draw(blocks)
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new)))
        match draw(st.sampled_from(["add", "copy", "cut", "edit", "join", "move"])):
            case "add":
                new.insert(at, draw(st.sampled_from([*WORDS, "Short."])))
            case "copy":
                new[at:at] = new[:1]
            case "cut":
                words = " ".join(new[at : at + 1]).split()
                half = len(words) // 2
                halves = [" ".join(words[:half]), " ".join(words[half:])]
                new[at : at + 1] = [piece for piece in halves if piece]
            case "edit":
                new[at : at + 1] = [f"{text} more" for text in new[at : at + 1]]
            case "join":
                new[at : at + 2] = [" ".join(new[at : at + 2]) or "New."]
            case "move":
                moved = new[at : at + 1]
                del new[at : at + 1]
                new = [*moved, *new]
    return old, new
