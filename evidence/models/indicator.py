"""Statistics: what is counted, and what was counted where and when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from people.models import Place


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def known_to(self, place: Place) -> IndicatorQuerySet:
        """The catalogue's, which are every place's, and the place's own."""
        return self.filter(Q(place=None) | Q(place=place))


class Indicator(models.Model):
    """A series that statisticians publish, such as GVA per hour worked."""

    class Adding(models.TextChoices):
        """Whether figures of districts give the figure of the whole."""

        SUM = "sum", "They add up"
        WEIGHTED = "weighted", "They can be weighted, with what they are shares of"
        NEVER = "never", "They cannot be added up or averaged"

    class BearsOn(models.TextChoices):
        PRODUCTIVITY = "productivity", "Productivity"
        DISTRIBUTION = "distribution", "Who is left out"

    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    key = models.CharField(max_length=40, help_text="As files name it: PROD_HOUR.")
    title = models.CharField(max_length=200)
    foundation = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=100, blank=True)
    dataset = models.CharField(max_length=200, blank=True)
    dataset_code = models.CharField(max_length=60, blank=True)
    publisher = models.CharField(max_length=100, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    frequency = models.CharField(max_length=100, blank=True)
    native_geography = models.CharField(max_length=200, blank=True)
    lep_figures = models.CharField(
        max_length=200, blank=True, help_text="Whether its publisher gives LEP figures."
    )
    adding = models.CharField(max_length=10, choices=Adding, default=Adding.NEVER)
    bears_on = models.CharField(max_length=20, choices=BearsOn, blank=True)
    is_headline = models.BooleanField(default=False)
    caution = models.TextField(blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(place=None),
                name="indicator_is_in_the_catalogue_once",
            ),
            models.UniqueConstraint(
                fields=["place", "key"],
                condition=Q(place__isnull=False),
                name="indicator_is_once_in_its_place",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FigureColumns(models.Model):
    """What a figure says, wherever it is kept."""

    class State(models.TextChoices):
        GIVEN = "given", "Given"
        SUPPRESSED = "suppressed", "Held back by its publisher"
        MISSING = "missing", "Not available"

    area = models.CharField(
        max_length=9,
        help_text="The code by which we know the area: a LEP that was given several "
        "keeps its first.",
    )
    area_code = models.CharField(max_length=9, help_text="As the file gave it.")
    area_name = models.CharField(max_length=160)
    area_kind = models.CharField(
        max_length=10, help_text="LEP, MCA, GROUP, LAD, REGION or COUNTRY."
    )
    breakdown = models.CharField(
        max_length=200, blank=True, help_text="Sector, age, sex: what it is a part of."
    )
    period = models.CharField(max_length=60, help_text="As its publisher writes it.")
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.GIVEN)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    decimals = models.PositiveSmallIntegerField(
        default=0, help_text="How many the publisher gives: 28.90 is not 28.9."
    )
    unit = models.CharField(max_length=100, blank=True)
    comparator_name = models.CharField(max_length=160, blank=True)
    comparator_value = models.DecimalField(
        max_digits=24, decimal_places=6, null=True, help_text="Of the same period."
    )
    ci_low = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    ci_high = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    status = models.CharField(
        max_length=60, blank=True, help_text="experimental, national statistic …"
    )
    dataset = models.CharField(max_length=200, blank=True)
    publisher = models.CharField(max_length=100, blank=True)
    edition = models.CharField(
        max_length=60, blank=True, help_text="Its release, as written."
    )
    released_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True


class Observation(FigureColumns):
    """One figure of an indicator: of an area, for a period, in one edition.

    A figure that its publisher holds back or has not is a row without a value: it is
    never zero.
    """

    place = models.ForeignKey(
        Place, models.PROTECT, related_name="observations", help_text="Whose base."
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="observations"
    )
    item = models.ForeignKey(
        "evidence.Item",
        models.PROTECT,
        null=True,
        related_name="observations",
        help_text="What is cited for it.",
    )
    is_superseded = models.BooleanField(
        default=False, help_text="A newer edition of the series stands beside it."
    )
    came_with = models.ForeignKey(
        "evidence.Import", models.PROTECT, null=True, related_name="observations"
    )

    class Meta:
        ordering = ["indicator", "area_name", "earliest", "pk"]
        indexes = [
            models.Index(
                fields=["place", "indicator", "area"], name="observation_by_area"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "place",
                    "indicator",
                    "unit",
                    "breakdown",
                    "area",
                    "period",
                    "dataset",
                    "edition",
                ],
                name="observation_is_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(state="given", value__isnull=False)
                | (~Q(state="given") & Q(value=None)),
                name="observation_has_a_value_or_says_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_name} {self.period}"
