"""What kind of character: the questions that decide where a mark may open and close."""

import unicodedata

ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def is_letter(char: str) -> bool:
    """A letter or a digit of any script."""
    return bool(char) and unicodedata.category(char)[0] in "LN"


def is_word(char: str) -> bool:
    """Neither white space nor punctuation: a mark cannot turn beside it at will."""
    return not char.isspace() and not is_punctuation(char)


def is_punctuation(char: str) -> bool:
    return char in ASCII_PUNCTUATION or unicodedata.category(char)[0] == "P"
