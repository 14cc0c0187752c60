"""The text of a strategy: small Markdown, its blocks and their ids.

Everything that reads or writes that Markdown is in this package; nothing in it knows
the database.
"""

from strategies.text.canonical import canonical, join, split
from strategies.text.identity import Block, assign

__all__ = ["Block", "assign", "canonical", "join", "split"]
