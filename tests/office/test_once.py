import uuid

import pytest
from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils.http import urlencode

from office.models import Claim
from office.once import OUT_OF_DATE, OnceForm, claim


class NoteForm(OnceForm):
    note = forms.CharField()


def test_each_form_that_is_drawn_brings_a_token_of_its_own():
    tokens = {uuid.UUID(str(NoteForm()["once"].value())) for _ in range(3)}

    assert len(tokens) == 3


def test_the_token_that_was_sent_stays_with_the_form_when_it_is_shown_again():
    token = str(uuid.uuid4())
    form = NoteForm({"once": token, "note": ""})

    assert not form.is_valid()
    assert token in str(form["once"])


@pytest.mark.parametrize("token", ["", "12", "x" * 400, "a\0b"])
def test_a_form_without_a_real_token_says_to_try_again(token):
    form = NoteForm(QueryDict(urlencode({"once": token, "note": "A note"})))

    assert not form.is_valid()
    assert form.errors == {"once": [OUT_OF_DATE]}
    assert uuid.UUID(form["once"].value())


def test_a_token_is_used_up_once(db):
    token = uuid.uuid4()

    assert [claim(token) for _ in range(20)] == [True] + [False] * 19
    assert claim(uuid.uuid4()) is True


def test_a_token_is_free_again_when_what_it_was_for_failed(db):
    token = uuid.uuid4()

    @transaction.atomic
    def fail():
        claim(token)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert not Claim.objects.exists()
    assert claim(token) is True


def test_a_used_token_leaves_the_transaction_fit_for_use(db):
    token = uuid.uuid4()
    claim(token)

    with transaction.atomic():
        assert claim(token) is False
        assert Claim.objects.count() == 1
