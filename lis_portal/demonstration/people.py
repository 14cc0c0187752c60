"""The people of the demonstration, who all sign in with one password."""

from django.contrib.auth.hashers import check_password, make_password

from lis_portal.demonstration import files
from lis_portal.demonstration.places import Known
from people import memberships
from people.models import User
from people.models.user import UserQuerySet

Who = dict[str, User]


def make(known: Known, password: str) -> Who:
    """Everybody with their roles. Roles are given by the administrator, who is first."""
    rows = files.toml("people.toml")["people"]
    secret = make_password(password)
    for row in rows:
        user = User.objects.create_user(
            row["email"], name=row["name"], department=row.get("department", "")
        )
        user.password = secret
        user.save(update_fields=["password"])
        if row.get("is_administrator"):
            memberships.make_administrator(user, by=None)
    admin = User.objects.administrators().get(email=rows[0]["email"])
    for row in rows:
        user = User.objects.get(email=row["email"])
        for place, role in row["roles"].items():
            memberships.grant(user=user, place=known[place], role=role, by=admin)
    return {user.email: user for user in _everybody()}


def let_in_with(password: str) -> None:
    """Set the password anew, unless it is the one they have."""
    somebody = _everybody().first()
    if somebody and not check_password(password, somebody.password):
        _everybody().update(password=make_password(password))


def _everybody() -> UserQuerySet:
    emails = [row["email"] for row in files.toml("people.toml")["people"]]
    return User.objects.get_queryset().filter(email__in=emails)
