"""What a password may not be, beyond the common ones: words anybody would try here."""

import re

from django.core.exceptions import ValidationError

OWN_WORDS = (
    "localindustrialstrategy localenterprisepartnership combinedauthority "
    "industrial strategy strategies local enterprise partnership authority mayor "
    "government department england britain whitehall portal password welcome officer "
    "approver contributor reviewer administrator arealead growth economy council "
    "greater north south east west marlshire northmark avonmere fellcoast manchester birmingham liverpool sheffield "
    "cornwall cumbria oxfordshire cambridge peterborough midlands london lep mca lis"
)
WORDS = re.compile("|".join(sorted(OWN_WORDS.split(), key=len, reverse=True)))
FEWEST_OTHER_LETTERS = 6
FEWEST_CHARACTERS = 5


class NotOurOwnWords:
    """Refuses a password that is little more than words of this portal."""

    def validate(self, password: str, user: object = None) -> None:
        letters = re.sub(r"[^a-z]", "", password.casefold())
        if WORDS.search(letters):
            rest = WORDS.sub("", letters)
            if len(set(rest)) < FEWEST_OTHER_LETTERS:
                raise ValidationError(
                    "Choose a password that is not made of words about this service",
                    code="password_own_words",
                )

    def get_help_text(self) -> str:
        return "Do not build it from words about this service."


class NotOneCharacterOver:
    """Refuses a password of very few different characters, such as aaaaaaaaaaaa."""

    def validate(self, password: str, user: object = None) -> None:
        if len(set(password)) < FEWEST_CHARACTERS:
            raise ValidationError(
                "Choose a password with more different characters",
                code="password_too_uniform",
            )

    def get_help_text(self) -> str:
        return "Use at least five different characters."
