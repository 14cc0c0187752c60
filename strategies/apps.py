from django.apps import AppConfig
from django.conf import settings


class StrategiesConfig(AppConfig):
    name = "strategies"
    verbose_name = "Strategies"

    def ready(self) -> None:
        """Read every edition of the prospectus; a fault in one stops the start.

        The evidence base is told who knows what is cited of it, and what leans on it.
        """
        from evidence import leaning, listing  # noqa: PLC0415 - apps must be loaded first
        from strategies import citing, prospectus  # noqa: PLC0415
        from strategies.prospectus import check  # noqa: F401, PLC0415 - registers it

        prospectus.load(settings.PROSPECTUS_FOLDERS)
        listing.tell_citations(citing.cited_refs)
        leaning.tell_leanings(citing.leaning_on)
