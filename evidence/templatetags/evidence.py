"""What a page tells of an item."""

from django import template
from django.db.models import Count, Q

from evidence.models import Item
from evidence.series import in_words

register = template.Library()
SHOWN = (
    ("value", "What it says"),
    ("publisher", "Publisher"),
    ("published", "Published"),
    ("period", "Period"),
    ("geography", "Area"),
    ("edition", "Edition"),
    ("licence", "Licence"),
    ("note", "Notes"),
)


register.filter("in_words", in_words)


@register.filter
def facts_shown(item: Item) -> list[tuple[str, str]]:
    """Label and value of what is known of it, and why it is restricted if it is."""
    facts = [("Kind", item.get_kind_display())]
    named = (
        ("About the statistic", str(item.indicator or "")),
        ("How near the ground it looks", item.get_scale_display()),
        ("Broken down by", item.get_detail_display()),
    )
    facts += [(label, said) for label, said in named if said]
    facts += [
        (label, in_words(said))
        for name, label in SHOWN
        if (said := getattr(item, name))
    ]
    if item.is_restricted:
        facts.append(("Restricted because", item.restricted_because))
    return facts


@register.inclusion_tag("evidence/_figures_behind.html")
def figures_behind(item: Item) -> dict[str, object]:
    """The statistics of which it holds figures, and how many of them are out of date."""
    rows = item.observations.order_by("indicator__title").values(
        "indicator__key", "indicator__title"
    )
    counted = rows.annotate(
        figures=Count("pk"), older=Count("pk", filter=Q(is_superseded=True))
    )
    return {"item": item, "statistics": list(counted)}
