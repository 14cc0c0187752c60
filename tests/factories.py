"""Things to test with. Factories hold no surprises: a test says what matters to it."""

from datetime import date

import factory
from django.utils import timezone

from evidence.models import (
    Contributor,
    Conversation,
    Indicator,
    Item,
    ItemFile,
    Observation,
)
from office.approximate import Approximate
from people.models import Membership, Place, Relation, Role, User
from reviews.models import ImportantDate
from strategies.models import Part, Strategy

PASSWORD = "a long walk along the fell"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.setdefault("password", PASSWORD)
        return model_class.objects.create_user(*args, **kwargs)


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

    kind = Place.Kind.LEP
    name = factory.Sequence(lambda n: f"Place {n}")
    slug = factory.Sequence(lambda n: f"place-{n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    place = factory.SubFactory(PlaceFactory)
    role = Role.OFFICER
    since = factory.LazyFunction(timezone.localdate)


class RelationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Relation

    source = factory.SubFactory(PlaceFactory)
    kind = Relation.Kind.SUPPORTS
    target = factory.SubFactory(PlaceFactory, kind=Place.Kind.MCA)


def a_person(role: str, place: Place, **fields) -> User:
    """Somebody new who holds the role at the place from today."""
    user = UserFactory(**fields)
    MembershipFactory(user=user, place=place, role=role)
    return user


def an_administrator(**fields) -> User:
    return UserFactory(is_administrator=True, **fields)


class StrategyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Strategy

    place = factory.SubFactory(PlaceFactory)
    edition_key = "lis-2018-10"
    title = factory.Sequence(lambda n: f"Strategy {n}")
    slug = factory.Sequence(lambda n: f"strategy-{n}")
    begun_by = factory.SubFactory(UserFactory)


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Item

    place = factory.SubFactory(PlaceFactory)
    number = factory.Sequence(lambda n: n + 1)
    ref = factory.LazyAttribute(lambda item: f"E{item.number:02}")
    title = factory.Sequence(lambda n: f"Evidence {n}")
    address = "https://www.example.org/evidence"


class ItemFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ItemFile

    item = factory.SubFactory(ItemFactory)
    name = "figures.csv"
    kind = "csv"
    file = factory.django.FileField(
        filename="figures.csv", data=b"year,value\n2017,28.90\n"
    )
    size = 22
    sha256 = "0" * 64


class IndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Indicator

    key = factory.Sequence(lambda n: f"SERIES_{n}")
    title = factory.Sequence(lambda n: f"Series {n}")
    unit = "per cent"


class ObservationFactory(factory.django.DjangoModelFactory):
    """One figure; `period` a year unless its days are said."""

    class Meta:
        model = Observation

    place = factory.SubFactory(PlaceFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    area = "X37000901"
    area_code = factory.SelfAttribute("area")
    area_name = "Marlshire and the Fell Coast"
    area_kind = "LEP"
    period = "2017"
    earliest = factory.LazyAttribute(lambda row: date(int(row.period), 1, 1))
    latest = factory.LazyAttribute(lambda row: date(int(row.period), 12, 31))
    value = factory.LazyAttribute(lambda row: 10 if row.state == "given" else None)
    state = "given"
    unit = factory.SelfAttribute("indicator.unit")


class PartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Part

    strategy = factory.SubFactory(StrategyFactory)
    key = factory.Sequence(lambda n: f"part-{n}")
    section = "evidence"
    title = factory.Sequence(lambda n: f"Part {n}")
    order = factory.Sequence(lambda n: 2000 + n)


class ImportantDateFactory(factory.django.DjangoModelFactory):
    """A date of one place, unless another scope is said; `on` as people say it."""

    class Meta:
        model = ImportantDate

    class Params:
        on = "19 July 2027"

    title = factory.Sequence(lambda n: f"Date {n}")
    scope = ImportantDate.Scope.PLACE
    place = factory.Maybe(
        factory.LazyAttribute(lambda date: date.scope == "place"),
        factory.SubFactory(PlaceFactory),
        None,
    )
    kind = ImportantDate.Kind.DEADLINE
    earliest = factory.LazyAttribute(lambda date: Approximate.parse(date.on).earliest)
    latest = factory.LazyAttribute(lambda date: Approximate.parse(date.on).latest)
    precision = factory.LazyAttribute(lambda date: Approximate.parse(date.on).precision)
    words = factory.LazyAttribute(lambda date: Approximate.parse(date.on).words)


class ContributorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contributor

    place = factory.SubFactory(PlaceFactory)
    kind = Contributor.Kind.UNIVERSITY
    name = factory.Sequence(lambda n: f"University {n}")


class ConversationFactory(factory.django.DjangoModelFactory):
    """A conversation; `when` as people say it."""

    class Meta:
        model = Conversation

    place = factory.SubFactory(PlaceFactory)
    title = factory.Sequence(lambda n: f"Conversation {n}")
    form = Conversation.Form.EVENT
    group = Conversation.Group.BUSINESS
    when = "March 2019"
    earliest = factory.LazyAttribute(lambda one: Approximate.parse(one.when).earliest)
    latest = factory.LazyAttribute(lambda one: Approximate.parse(one.when).latest)
