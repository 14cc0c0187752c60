"""What may be uploaded: a file is what is in it, not what it is called.

`UploadField` is the one way a form takes a file. It refuses, in a sentence, whatever
is empty, too large, not what its name says, or able to do something when opened.
"""

from office.uploads.field import CheckedFile, UploadField
from office.uploads.kinds import DOCUMENTS, KINDS, Kind, sort_of
from office.uploads.refusal import Refused

__all__ = [
    "DOCUMENTS",
    "KINDS",
    "CheckedFile",
    "Kind",
    "Refused",
    "UploadField",
    "sort_of",
]
