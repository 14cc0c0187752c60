"""What holds a strategy together beside its priorities: how they connect, where they are
felt, who decides, how it will be evaluated and watched."""

from __future__ import annotations

from django.db import models

from strategies.models.record import Priority, Record


class Connection(Record):
    """How one priority bears on another, in a sentence (clause line 91)."""

    source = models.ForeignKey(
        Priority, models.PROTECT, verbose_name="this priority", related_name="leads_to"
    )
    target = models.ForeignKey(
        Priority,
        models.PROTECT,
        verbose_name="bears on this one",
        related_name="comes_from",
    )
    title = models.CharField("how they connect, in a sentence", max_length=500)

    class Meta(Record.Meta):
        default_related_name = "connections"


class Statement(Record):
    """What the strategy means for one district, or why nothing in particular (line 40)."""

    title = models.CharField("district", max_length=120)
    authority = models.CharField("its code", max_length=9, blank=True)
    text = models.TextField("what it means there", blank=True)
    priorities = models.JSONField(
        "priorities that bear on it", default=list, blank=True
    )
    no_impact_because = models.CharField(
        "why nothing in particular bears on it", max_length=300, blank=True
    )

    class Meta(Record.Meta):
        default_related_name = "communities"


class Decision(Record):
    """What a named board decided, and on which day (clause line 133)."""

    board = models.CharField("which board", max_length=200)
    title = models.CharField("what it decided", max_length=300)
    decided_on = models.CharField("when", max_length=60, blank=True)
    owns = models.CharField("what of delivery it owns", max_length=300, blank=True)

    class Meta(Record.Meta):
        default_related_name = "decisions"


class Question(Record):
    """One question of the evaluation plan (clause line 103)."""

    title = models.CharField("question", max_length=300)
    priorities = models.JSONField("priorities it is about", default=list, blank=True)
    method = models.TextField("how it will be answered", blank=True)
    data = models.CharField("with what data", max_length=300, blank=True)
    who = models.CharField("who will answer it", max_length=200, blank=True)
    by_when = models.CharField("by when", max_length=60, blank=True)
    effort = models.CharField(
        "what it takes, within existing budgets", max_length=300, blank=True
    )

    class Meta(Record.Meta):
        default_related_name = "evaluation"


class Report(Record):
    """Who will say how it goes, to whom, how often and where anyone can read it."""

    title = models.CharField("what is reported", max_length=300)
    owner = models.CharField("who reports", max_length=200, blank=True)
    audience = models.CharField("to whom", max_length=200, blank=True)
    frequency = models.CharField("how often", max_length=100, blank=True)
    first_on = models.CharField("first report", max_length=60, blank=True)
    published_at = models.CharField(
        "where anyone can read it", max_length=300, blank=True
    )

    class Meta(Record.Meta):
        default_related_name = "monitoring"


class Chart(Record):
    """A statistic drawn: over time against others, or ranked across places."""

    class Shape(models.TextChoices):
        SERIES = "series", "Over time, against England and others"
        RANKED = "ranked", "All places in order, with ours marked"

    title = models.CharField("caption", max_length=300)
    shape = models.CharField("kind of chart", max_length=10, choices=Shape)
    indicator = models.CharField("statistic", max_length=40, help_text="Its key.")
    unit = models.CharField("unit", max_length=100, blank=True)
    breakdown = models.CharField("part of it", max_length=200, blank=True)
    areas = models.JSONField(
        "places to show", default=list, blank=True, help_text="Codes, ours first."
    )
    period = models.CharField(
        "period", max_length=60, blank=True, help_text="Of a ranked chart."
    )
    alternative = models.TextField(
        "what it shows, for those who cannot see it", max_length=2000, blank=True
    )
    source = models.CharField("source", max_length=300, blank=True)

    class Meta(Record.Meta):
        default_related_name = "charts"
