"""A record or an answer saved on an older one: what joins, and what is asked about."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from office.http import Request
from people.models import User
from strategies import called
from strategies.forms.keep import KeepForm, asked_about
from strategies.joining import Values
from strategies.nouns import Difference, noun_of
from strategies.records import Saved
from strategies.stale import Outcome, Saving


def ask(
    request: Request, stood: Saved, *, saving: Saving, typed: forms.ModelForm
) -> HttpResponse:
    """Show the fields that both changed; `typed` holds everything else already."""
    noun = noun_of(stood)
    asked = saving.joined.asked
    keep = KeepForm(
        noun=noun,
        mine={name: saving.joined.mine[name] for name in asked},
        theirs={name: saving.joined.theirs[name] for name in asked},
        who=who_saved(request, stood),
    )
    return show_choice(request, stood, keep, typed)


def kept(request: Request, mine: Values, stood: Saved) -> KeepForm:
    """What was chosen on the page that `ask` showed; nothing where nothing was asked."""
    noun = noun_of(stood)
    asked = asked_about(request.POST, noun)
    return KeepForm(
        request.POST,
        noun=noun,
        mine=mine,
        theirs=asked,
        who=who_saved(request, stood),
    )


def show_choice(
    request: Request, stood: Saved, keep: KeepForm, typed: forms.ModelForm
) -> HttpResponse:
    """What was typed is posted on from here, as read at the revision that now stands."""
    noun = noun_of(stood)
    return render(
        request,
        "strategies/record_conflict.html",
        {
            "strategy": stood.strategy,
            "record": stood,
            "typed": typed,
            "form": keep,
            "choices": list(
                keep.choices(stood.strategy.edition, called.names(stood.strategy, noun))
            ),
            "is_same_person": stood.changed_by_id == request.user.pk,
        },
        status=409,
    )


def who_saved(request: Request, stood: Saved) -> str:
    if stood.changed_by_id == request.user.pk:
        return "you"
    return stood.changed_by.name if stood.changed_by else "somebody else"


def beside(request: Request, mine: Values, stood: Saved) -> list[Difference]:
    """What was asked about, to be edited together; all that differs if nothing was."""
    noun, edition = noun_of(stood), stood.strategy.edition
    asked = asked_about(request.POST, noun)
    labels = {noun.label(name) for name in asked or noun.fields}
    names = called.names(stood.strategy, noun)
    differ = noun.differences(mine, noun.values(stood), edition, names)
    return [difference for difference in differ if difference.label in labels]


def say_saved(request: Request, name: str, stood: Saved, saving: Saving) -> None:
    """What came of it: whose changes are in it now, and in which fields."""
    if saving.outcome == Outcome.UNCHANGED:
        messages.info(request, f"{stood.ref} stays as it was saved")
    elif saving.outcome == Outcome.SAVED:
        messages.success(request, f"{name} saved")
    else:
        noun = noun_of(stood)
        came = listed([noun.label(field).lower() for field in saving.joined.came])
        who = named(saving.others, request.user)
        messages.success(
            request, f"{name} saved, with what {who} changed meanwhile: {came}"
        )


def named(others: list[User], reader: User) -> str:
    """Ana Bell and Bram Fell; you, where it was another window of the reader's own."""
    return listed(["you" if one.pk == reader.pk else one.name for one in others])


def wants_together(request: Request) -> bool:
    return request.POST.get("choice") == "together"


def listed(words: list[str]) -> str:
    """One, two and three."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
