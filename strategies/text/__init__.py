"""The text of a strategy: small Markdown, its blocks, and what is made of them.

Everything that reads or writes that Markdown is in this package; nothing in it knows
the database.
"""

from strategies.text.canonical import canonical, join, split
from strategies.text.compare import Change, Kind, Piece, compare
from strategies.text.grammar import Placed
from strategies.text.identity import Block, assign
from strategies.text.limits import LIMIT_BYTES, LIMIT_WORDS, problems
from strategies.text.render import Citation, to_html, unknown_record
from strategies.text.visible import placed, plain, references, word_count

__all__ = [
    "LIMIT_BYTES",
    "LIMIT_WORDS",
    "Block",
    "Change",
    "Citation",
    "Kind",
    "Piece",
    "Placed",
    "assign",
    "canonical",
    "compare",
    "join",
    "placed",
    "plain",
    "problems",
    "references",
    "split",
    "to_html",
    "unknown_record",
    "word_count",
]
