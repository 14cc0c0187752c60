"""PDFs as a worker would have stored them, without waiting for one."""

from django.core.files.base import ContentFile

from office.files import keep
from office.models import State
from strategies.models import Rendering


def store_pdf(version, stage, content=b"%PDF-1.7 made in the test"):
    """The rendering that was asked for, as if it had been made."""
    kept = keep(ContentFile(content), "renderings", "pdf")
    made = Rendering.objects.filter(version=version, stage=stage).update(
        state=State.DONE, file=kept.name, sha256=kept.sha256, size=kept.size
    )
    assert made == 1, f"No rendering of {version} was asked for at {stage}"


def wait_for_nothing_else(version):
    """No other PDF of the version stands before an export in the queue."""
    Rendering.objects.filter(version=version, state=State.WAITING).update(
        state=State.DONE
    )
