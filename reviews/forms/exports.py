"""Choosing agreed strategies to hand over."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import QuerySet

from office.fields import DateField, RowsField
from office.once import OnceForm
from people.models import Place
from reviews.forms.review import bare_helper
from reviews.models import Agreement


class ChooseForm(forms.Form):
    """Which agreed strategies: by wave, region and the days they were agreed."""

    wave = forms.ChoiceField(label="Wave", required=False)
    region = forms.ChoiceField(label="Region", required=False)
    since = DateField(label="Agreed on or after", required=False)
    until = DateField(label="Agreed on or before", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.writing().order_by()
        waves = places.exclude(wave=None).values_list("wave", flat=True)
        regions = places.exclude(region="").values_list("region", flat=True)
        self.fields["wave"].choices = [  # type: ignore[attr-defined]
            ("", "Every wave"),
            *((str(wave), f"Wave {wave}") for wave in sorted({w for w in waves if w})),
        ]
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            ("", "Every region"),
            *((region, region) for region in sorted(set(regions))),
        ]
        self.helper: FormHelper = bare_helper(self)

    def chosen(self) -> QuerySet[Agreement]:
        """The agreements these answers leave; all of them while the form is wrong."""
        found = Agreement.objects.select_related("strategy__place").order_by(
            "strategy__place__name"
        )
        if not self.is_valid():
            return found
        said = self.cleaned_data
        filters = {
            "strategy__place__wave": said["wave"],
            "strategy__place__region": said["region"],
            "decided_on__gte": said["since"],
            "decided_on__lte": said["until"],
        }
        return found.filter(**{name: value for name, value in filters.items() if value})

    def in_words(self) -> str:
        """The choice as the list of exports names it."""
        if not self.is_valid():
            return "All agreed strategies"
        said = self.cleaned_data
        words = [f"wave {said['wave']}"] if said["wave"] else []
        words += [said["region"]] if said["region"] else []
        words += [f"agreed from {said['since']:%-d %B %Y}"] if said["since"] else []
        words += [f"agreed to {said['until']:%-d %B %Y}"] if said["until"] else []
        return ", ".join(words) or "All agreed strategies"


class ExportForm(OnceForm):
    """Those that were left ticked."""

    agreements = RowsField(
        label="Strategies to download",
        queryset=Agreement.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one strategy"},
    )

    field_order = ["agreements", "once"]

    def __init__(
        self, *args: Any, agreements: QuerySet[Agreement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agreements"]
        field.queryset = agreements  # type: ignore[attr-defined]
        field.label_from_instance = title_of  # type: ignore[attr-defined]
        field.initial = agreements
        self.helper = bare_helper(self)


def title_of(agreement: Agreement) -> str:
    return f"{agreement.strategy} ({agreement.strategy.place})"
