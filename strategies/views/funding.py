"""No new money: the sentences that read like an ask, and what is said of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from office.http import Request
from office.once import claim
from office.permissions import require
from strategies import checks
from strategies.forms.funding import FundingForm
from strategies.funding import answers
from strategies.funding.reading import Reading, answers_open_to, read
from strategies.models import Strategy, Version
from strategies.permissions import may_allow_funding, may_read_draft, may_write


@dataclass(frozen=True)
class Subject:
    """The text in question: the draft, or the version this person may read."""

    strategy: Strategy
    version: Version | None
    reading: Reading

    @property
    def query(self) -> str:
        return f"?version={self.version.number}" if self.version else ""


@require_safe
def funding(request: Request, slug: str) -> HttpResponse:
    subject = subject_or_404(request, slug)
    strategy = subject.strategy
    return render(
        request,
        "strategies/funding.html",
        {
            "strategy": strategy,
            "subject": subject,
            "reading": subject.reading,
            "in_question": in_question(request, strategy, subject),
            "reads_draft": may_read_draft(request.user, strategy),
            "may_write": may_write(request.user, strategy),
            "may_answer": may_write(request.user, strategy)
            or may_allow_funding(request.user, strategy),
        },
    )


@transaction.atomic
def funding_mark(request: Request, slug: str, anchor: str) -> HttpResponse:
    """One sentence in its paragraph, and what this person may say of it."""
    subject = subject_or_404(request, slug)
    strategy = subject.strategy
    said = subject.reading.one(anchor)
    if said is None:
        raise Http404
    choices = answers_open_to(request.user, strategy, said)
    require(
        may_write(request.user, strategy) or may_allow_funding(request.user, strategy)
    )

    form = FundingForm(
        request.POST if request.method == "POST" else None, said=said, choices=choices
    )
    back = f"{reverse('strategies:funding', args=[slug])}{subject.query}"
    if form.was_sent_before():
        return redirect(back)
    if choices and form.is_valid() and claim(form.cleaned_data["once"]):
        answers.say(
            strategy,
            said.mark,
            form.cleaned_data["answer"],
            form.cleaned_data["reason"],
            by=request.user,
        )
        messages.success(request, "Your answer is kept")
        return redirect(back)
    return render(
        request,
        "strategies/funding_mark.html",
        {
            "strategy": strategy,
            "said": said,
            "mark": said.mark,
            "form": form if choices else None,
            "back": back,
            "may_mend": answers.Answer.EXISTING in choices and not subject.version,
        },
    )


def subject_or_404(request: Request, slug: str) -> Subject:
    """The draft for who reads it, unless a version is asked for; else the newest shown."""
    strategies = Strategy.objects.visible_to(request.user).select_related("place")
    if request.method == "POST":
        strategies = strategies.select_for_update(no_key=True, of=("self",))
    strategy = get_object_or_404(strategies, slug=slug)
    number = request.GET.get("version", "")
    seen = strategy.versions.visible_to(request.user)
    if may_read_draft(request.user, strategy) and not number:
        draft = checks.of_strategy(strategy)
        last = seen.order_by("-number").first()
        before = checks.of_document(last.document) if last else None
        return Subject(strategy, None, read(strategy, draft, before))
    if number:
        is_number = number.isascii() and number.isdigit() and len(number) < 7
        seen = seen.filter(number=int(number)) if is_number else seen.none()
    version = seen.order_by("-number").first()
    if version is None:
        raise Http404
    of_version = checks.of_document(version.document)
    return Subject(strategy, version, Reading(read(strategy, of_version).marks))


def in_question(
    request: Request, strategy: Strategy, subject: Subject
) -> tuple[Version, int] | None:
    """The version that is to be approved or agreed, if it has open flags of its own."""
    if subject.version is not None or strategy.in_question_id is None:
        return None
    seen = strategy.versions.visible_to(request.user)
    version = seen.filter(pk=strategy.in_question_id).first()
    if version is None:
        return None
    flags = read(strategy, checks.of_document(version.document)).flags
    return (version, len(flags)) if flags else None
