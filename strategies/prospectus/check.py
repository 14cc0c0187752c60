"""Says at `manage.py check` what is wrong with the editions of the prospectus."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from strategies import prospectus


@register
def editions_are_sound(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            str(fault),
            hint="Mend the file: the portal does not start without it.",
            id="strategies.E001",
        )
        for fault in prospectus.faults(settings.PROSPECTUS_FOLDERS)
    ]
