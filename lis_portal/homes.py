"""What each kind of person finds on their home page: at most six things."""

from typing import Any

from people.models import User


def home_of(user: User) -> dict[str, Any]:
    return {"person": user}
