"""What a page tells of an item."""

from django import template

from evidence.models import Item

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


@register.filter
def facts_shown(item: Item) -> list[tuple[str, str]]:
    """Label and value of what is known of it, and why it is restricted if it is."""
    facts = [("Kind", item.get_kind_display())]
    facts += [(label, said) for name, label in SHOWN if (said := getattr(item, name))]
    if item.is_restricted:
        facts.append(("Restricted because", item.restricted_because))
    return facts
