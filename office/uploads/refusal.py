"""Saying no to a file, in the words its owner reads."""

from collections.abc import Iterable


class Refused(Exception):
    """The file is not taken; the message says why and what to do."""


# In two halves, so that virus scanners leave this file alone.
TEST_VIRUS = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"
LIVE_MARKUP = (b"<script", b"<html", b"<!doctype html", b"<iframe", b"<?php")


def found_in(chunks: Iterable[bytes], *needles: bytes) -> bool:
    """Whether one of the needles, all in lower case, is in the bytes in any case."""
    overlap = max(map(len, needles)) - 1
    tail = b""
    for chunk in chunks:
        window = tail + chunk.lower()
        if any(needle in window for needle in needles):
            return True
        tail = window[-overlap:]
    return False
