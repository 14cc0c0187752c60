"""The place and its people that the tests of reviews have."""

from tests.reviews.conftest import bring_to, cast, strategy, take

__all__ = ["bring_to", "cast", "strategy", "take"]
