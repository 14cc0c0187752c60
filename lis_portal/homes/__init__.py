"""What each kind of person finds on their home page: at most six things."""

from typing import Any

from lis_portal.homes.administrator import of_administrator
from lis_portal.homes.government import of_area_lead, rounds_with
from lis_portal.homes.place import of_place
from people.models import Role, User


def home_of(user: User) -> dict[str, Any]:
    """The sections this person's roles call for; most people have one."""
    rounds = rounds_with(user) if user.is_government else []
    shown: dict[str, Any] = {
        "circulated": [round_ for round_ in rounds if vars(round_)["due_on"]]
    }
    if user.is_administrator:
        shown["administrator"] = of_administrator(user)
    if user.places((Role.AREA_LEAD,)):
        shown["area_lead"] = of_area_lead(user, rounds)
    if user.reads_for():
        shown["at_the_place"] = of_place(user)
    return shown
