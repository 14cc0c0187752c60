import hashlib
import json
import re

import pytest

from office import jobs
from office.models.job import State
from people.models import Role
from strategies import pdf, versions
from strategies.models import Disclosure, DraftRendering, Rendering, Version
from strategies.models.version import Stage
from tests.factories import PlaceFactory, a_person
from tests.strategies.pages import address
from tests.strategies.written import SUMMARY, a_written_strategy, write

pytestmark = pytest.mark.django_db

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def strategy(fictional_place, officer):
    return a_written_strategy(fictional_place, officer)


@pytest.fixture
def as_officer(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def no_press(monkeypatch):
    """The worker's part without the engine, which tests of the PDF itself drive."""
    monkeypatch.setattr(
        pdf, "printed", lambda html, pictures: b"%PDF-1.7 " + html.encode()
    )


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def once(client, url):
    return client.get(url).context["form"]["once"].value()


def test_the_list_says_what_each_version_is_for(as_officer, strategy, version):
    page = as_officer.get(address("versions", strategy))

    assert "Version 1 Board" in words(page)
    assert "Olive Marsh" in words(page)
    assert version.sha256 in words(page)


@pytest.mark.parametrize("count", [1, 50])
def test_a_long_list_costs_no_more_queries(
    as_officer, strategy, officer, count, django_assert_num_queries
):
    Version.objects.bulk_create(
        Version(
            strategy=strategy,
            number=number,
            purpose="board",
            by=officer,
            document={},
            sha256="0" * 64,
        )
        for number in range(1, count + 1)
    )

    with django_assert_num_queries(6):
        assert as_officer.get(address("versions", strategy)).status_code == 200


def test_an_officer_freezes_a_version(as_officer, strategy):
    url = address("version_add", strategy)

    done = as_officer.post(
        url,
        {"purpose": "board", "note": "For 9 October", "once": once(as_officer, url)},
        follow=True,
    )

    version = Version.objects.get()
    assert (version.purpose, version.note) == ("board", "For 9 October")
    assert "Version 1 is frozen" in words(done)


def test_the_same_post_twice_freezes_once(as_officer, strategy):
    url = address("version_add", strategy)
    typed = {"purpose": "board", "once": once(as_officer, url)}

    for _ in range(3):
        assert as_officer.post(url, typed).status_code == 302

    assert Version.objects.count() == 1


@pytest.mark.parametrize("purpose", ["", "approval", "nonsense"])
def test_a_version_needs_a_purpose_of_the_list(as_officer, strategy, purpose):
    url = address("version_add", strategy)

    page = as_officer.post(
        url, {"purpose": purpose, "note": "Kept", "once": once(as_officer, url)}
    )

    assert page.status_code == 200
    assert 'value="Kept"' in page.content.decode()
    assert page.context["form"].errors["purpose"]
    assert not Version.objects.exists()


def test_only_those_who_write_freeze(client, strategy, place):
    client.force_login(a_person(Role.READER, place))

    assert client.get(address("version_add", strategy)).status_code == 403
    assert client.post(address("version_add", strategy)).status_code == 403


def test_a_closed_strategy_takes_no_more_versions(as_officer, strategy):
    strategy.status = "agreed"
    strategy.save()

    assert as_officer.get(address("version_add", strategy)).status_code == 403


def test_a_version_is_drawn_whole_from_what_was_frozen(
    as_officer, strategy, version, officer
):
    write(strategy, "summary", "Quite another summary.", officer)
    strategy.place.evidence.update(title="Changed since")

    page = as_officer.get(version.get_absolute_url())

    text = words(page)
    assert "Draft, not agreed." in text
    assert "1.2 Summary" in text
    assert "We have chosen four priorities" in text
    assert "P1 Hydrogen" in text
    assert "Subregional productivity" in text
    assert "fictional place" in text
    assert "Quite another" not in text
    assert "Changed since" not in text


def test_a_version_page_says_how_far_it_has_come(as_officer, version, officer):
    versions.request_rendering(version, Stage.SUBMITTED, by=officer)

    assert "Submitted, not agreed." in words(as_officer.get(version.get_absolute_url()))


@pytest.mark.parametrize("name", ["version", "version_json", "version_pdf"])
def test_a_version_does_not_exist_for_those_it_was_not_shown_to(
    client, place, version, name
):
    url = address(name, version.strategy, 1)
    lead = a_person(Role.AREA_LEAD, place)
    client.force_login(lead)
    assert client.get(url).status_code == 404
    assert not Rendering.objects.exists()

    versions.disclose(version, Disclosure.Audience.AREA_LEAD, why="Submitted")

    assert client.get(url).status_code == 200
    client.force_login(a_person(Role.OFFICER, PlaceFactory()))
    assert client.get(url).status_code == 404


def test_the_data_file_is_what_the_check_code_was_taken_of(as_officer, version):
    reply = as_officer.get(address("version_json", version.strategy, 1))

    assert hashlib.sha256(reply.content).hexdigest() == version.sha256
    assert json.loads(reply.content) == version.document
    assert reply["Content-Type"] == "application/json"
    assert reply["Content-Disposition"] == (
        f'attachment; filename="{version.strategy.slug}-version-1.json"'
    )


def test_two_versions_are_compared_part_by_part(as_officer, strategy, version, officer):
    write(strategy, "summary", SUMMARY.replace("four**", "three**"), officer)
    versions.freeze(strategy, Version.Purpose.BOARD, by=officer)

    page = as_officer.get(address("version_compare", strategy), {"from": 1, "to": 2})

    html = page.content.decode()
    assert "<del>four </del>" in html
    assert "<ins>three </ins>" in html
    assert [part.key for part in page.context["comparison"].changed_parts] == [
        "summary"
    ]


def test_a_version_is_compared_with_the_text_as_it_stands(
    as_officer, strategy, version, officer
):
    write(strategy, "foreword", "A new foreword.", officer)

    page = as_officer.get(
        address("version_compare", strategy), {"from": 1, "to": "draft"}
    )

    assert "<ins>A new foreword.</ins>" in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "from=1",
        "from=1&to=9",
        "from=x&to=y",
        "from=draft&to=1",
        "from=1&to=1%00",
        "to=",
    ],
)
def test_bent_numbers_bring_the_choice_again(as_officer, strategy, version, query):
    page = as_officer.get(f"{address('version_compare', strategy)}?{query}")

    assert page.status_code in (200, 400)
    if page.status_code == 200:
        assert page.context["comparison"] is None


def test_versions_not_shown_to_a_person_cannot_be_compared_by_them(
    client, strategy, version, place, officer
):
    newer = versions.freeze(strategy, Version.Purpose.BOARD, by=officer)
    versions.disclose(newer, Disclosure.Audience.AREA_LEAD, why="Submitted")
    client.force_login(a_person(Role.AREA_LEAD, place))

    for query in ({"from": 1, "to": 2}, {"from": 2, "to": "draft"}):
        page = client.get(address("version_compare", strategy), query)
        assert page.context["comparison"] is None
        assert page.context["form"].errors


def test_a_pdf_is_asked_for_made_and_handed_out(as_officer, version, no_press):
    url = address("version_pdf", version.strategy, 1)

    waiting = as_officer.get(url)
    assert "The PDF is waiting for its turn." in words(waiting)
    assert f'data-poll="{url}"' in waiting.content.decode()
    assert "Check again" in words(waiting)
    assert jobs.work_on_next()
    file = as_officer.get(url, headers={"accept": BROWSER})

    assert b"".join(file.streaming_content).startswith(b"%PDF-")
    assert file["Content-Type"] == "application/pdf"
    name = f"{version.strategy.slug}-version-1-copy.pdf"
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Cache-Control"] == "private, no-store"
    assert file["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_second_request_makes_no_second_pdf(as_officer, version, no_press):
    url = address("version_pdf", version.strategy, 1)

    as_officer.get(url)
    as_officer.get(url)
    assert jobs.work_on_next()
    b"".join(as_officer.get(url))

    assert Rendering.objects.count() == 1
    assert not jobs.work_on_next()


def test_a_page_that_polls_is_told_when_the_pdf_is_ready(as_officer, version, no_press):
    url = address("version_pdf", version.strategy, 1)
    as_officer.get(url)
    jobs.work_on_next()

    page = as_officer.get(url, headers={"accept": "text/html"})

    assert "The PDF is ready." in words(page)
    assert "data-poll" not in page.content.decode()


def test_the_furthest_stage_is_handed_out(as_officer, version, officer, no_press):
    versions.request_rendering(version, Stage.SUBMITTED, by=officer)
    jobs.work_on_next()

    file = as_officer.get(address("version_pdf", version.strategy, 1))

    assert b"Submitted, not agreed" in b"".join(file.streaming_content)
    assert "version-1-submitted.pdf" in file["Content-Disposition"]


def test_a_pdf_that_failed_says_so_and_can_be_tried_again(
    as_officer, version, monkeypatch, no_press
):
    def out_of_order(html, pictures):
        raise pdf.NotPrinted("It took longer than 60 seconds")

    url = address("version_pdf", version.strategy, 1)
    with monkeypatch.context() as patched:
        patched.setattr(pdf, "printed", out_of_order)
        as_officer.get(url)
        jobs.work_on_next()
    failed = as_officer.get(url)
    assert "The PDF could not be made." in words(failed)
    assert "Try again" in words(failed)

    assert "waiting for its turn" in words(as_officer.post(url))
    jobs.work_on_next()

    assert Rendering.objects.get().state == State.DONE
    b"".join(as_officer.get(url))


def test_the_working_draft_prints_as_it_stood_when_asked_for(
    as_officer, strategy, officer, no_press
):
    url = address("draft_pdf", strategy)
    waiting = as_officer.get(url)
    again = waiting.context["address"]
    write(strategy, "summary", "Quite another summary.", officer)
    jobs.work_on_next()

    file = as_officer.get(again)

    content = b"".join(file.streaming_content)
    assert b"Draft, not agreed" in content
    assert b"Quite another" not in content
    assert f"{strategy.slug}-draft.pdf" in file["Content-Disposition"]
    assert DraftRendering.objects.count() == 1
    assert "waiting for its turn" in words(as_officer.get(url))
    assert DraftRendering.objects.count() == 2


def test_the_draft_prints_for_those_who_may_read_it(client, strategy, place):
    url = address("draft_pdf", strategy)
    lead = a_person(Role.AREA_LEAD, place)
    client.force_login(lead)
    assert client.get(url).status_code == 404

    strategy.is_shared_with_area_lead = True
    strategy.save()

    assert client.get(url).status_code == 200
    client.force_login(a_person(Role.OFFICER, PlaceFactory()))
    assert client.get(url).status_code == 404
