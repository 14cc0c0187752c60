"""Pages about people: what they show, whom they refuse, what a second click does."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from office.models import Entry, Mail
from people.models import Invitation, Membership, Place, ReviewCondition, Role, User
from tests.factories import (
    MembershipFactory,
    PlaceFactory,
    RelationFactory,
    UserFactory,
    a_person,
    an_administrator,
)

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SECRET = "seven herons over the weir"


@pytest.fixture
def place():
    return PlaceFactory(name="Fellshire", slug="fellshire")


@pytest.fixture
def officer(place):
    return a_person(Role.OFFICER, place, name="Olive Officer")


@pytest.fixture
def admin():
    return an_administrator(name="Ada Admin")


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def someone(role: str = "contributor", **fields) -> dict:
    asked = {"name": "New Person", "email": "new@example.org", "role": role}
    return {**asked, "once": uuid4(), **fields}


def newest_link() -> str:
    text = Mail.objects.order_by("-pk").first().text
    return re.search(r"http://testserver(\S+)", text)[1]


# The people of a place


def test_the_people_page_shows_who_does_what(place, officer):
    MembershipFactory(place=place, role=Role.READER, user=UserFactory(name="Rita"))

    text = text_of(as_(officer).get("/places/fellshire/people/"))

    assert "Olive Officer" in text
    assert "Rita" in text
    assert "No Area Lead is assigned to this place." in text


def test_another_places_people_do_not_exist(place, officer):
    stranger = a_person(Role.OFFICER, PlaceFactory())

    assert as_(stranger).get("/places/fellshire/people/").status_code == 404
    assert as_(stranger).get("/places/fellshire/people/invite/").status_code == 404
    assert as_(stranger).get("/places/nowhere/people/").status_code == 404


def test_a_supporting_lep_sees_the_authoritys_people_and_invites_nobody(officer, place):
    mca = PlaceFactory(kind="MCA", slug="upland")
    RelationFactory(source=place, target=mca)

    assert as_(officer).get("/places/upland/people/").status_code == 200
    assert as_(officer).get("/places/upland/people/invite/").status_code == 403


def test_an_officer_invites_a_contributor(place, officer):
    url = "/places/fellshire/people/invite/"

    response = as_(officer).post(url, someone(), follow=True)

    assert "An invitation is on its way to new@example.org" in text_of(response)
    assert "Invited, not yet here" in text_of(response)
    assert Invitation.objects.get().role == "contributor"


@pytest.mark.parametrize(
    "role", ["approver", "area_lead", "reviewer", "administrator", ""]
)
def test_an_officer_grants_no_other_role(place, officer, role):
    response = as_(officer).post("/places/fellshire/people/invite/", someone(role))

    assert response.status_code == 200
    assert response.context["form"].errors["role"]
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "role", [Role.CONTRIBUTOR, Role.APPROVER, Role.READER, Role.AREA_LEAD]
)
def test_nobody_else_at_the_place_invites(place, role):
    person = a_person(role, place)

    response = as_(person).post("/places/fellshire/people/invite/", someone())

    assert response.status_code == 403
    assert not Invitation.objects.exists()


def test_twenty_identical_posts_ask_once(place, officer):
    client, data = as_(officer), someone()

    for _ in range(20):
        assert client.post("/places/fellshire/people/invite/", data).status_code == 302

    assert (Invitation.objects.count(), Mail.objects.count()) == (1, 1)
    assert Entry.objects.filter(verb="invited").count() == 1


def test_what_was_typed_stays_when_it_is_wrong(place, officer):
    data = someone(email="nobody", name="Zoë <b>Q</b>")

    response = as_(officer).post("/places/fellshire/people/invite/", data)

    page = response.content.decode()
    assert "Enter an email address in the form name@example.org" in page
    assert "Zoë &lt;b&gt;Q&lt;/b&gt;" in page
    assert "<title>Error: " in page


def test_extra_fields_do_nothing(place, officer, admin):
    data = someone(place=PlaceFactory().pk, is_administrator="on", by=admin.pk)

    as_(officer).post("/places/fellshire/people/invite/", data)

    row = Invitation.objects.get()
    assert (row.place, row.by) == (place, officer)


@pytest.mark.parametrize("name", ["\x00", "A\u202eB", "   ", "x" * 121])
def test_hidden_characters_in_a_name_are_refused(place, officer, name):
    response = as_(officer).post("/places/fellshire/people/invite/", someone(name=name))

    assert response.context["form"].errors["name"]


def test_an_officer_ends_a_contributors_role(place, officer):
    row = MembershipFactory(place=place, role=Role.CONTRIBUTOR)
    url = f"/places/fellshire/people/{row.user.slug}/contributor/end/"

    response = as_(officer).post(url, {"when": "now"})

    assert response.status_code == 302
    assert not row.user.holds_now((Role.CONTRIBUTOR,), place)


def test_a_role_may_end_on_a_day_to_come(place, officer):
    row = MembershipFactory(place=place, role=Role.CONTRIBUTOR)
    url = f"/places/fellshire/people/{row.user.slug}/contributor/end/"
    day = {"last_day_day": "31", "last_day_month": "3", "last_day_year": "2199"}

    response = as_(officer).post(url, {"when": "later", **day}, follow=True)

    assert "the last day is 31 March 2199" in text_of(response)
    assert row.user.holds_now((Role.CONTRIBUTOR,), place)
    assert "until 31 March 2199" in text_of(response)


@pytest.mark.parametrize(
    "data", [{}, {"when": "later"}, {"when": "later", "last_day_day": "1", "last_day_month": "1", "last_day_year": "2019"}]
)  # fmt: skip
def test_an_end_needs_a_day(place, officer, data):
    row = MembershipFactory(place=place, role=Role.CONTRIBUTOR)
    url = f"/places/fellshire/people/{row.user.slug}/contributor/end/"

    response = as_(officer).post(url, data)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert row.user.holds_now((Role.CONTRIBUTOR,), place)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.APPROVER])
def test_the_last_of_a_kind_is_not_removed_without_a_warning(place, admin, role):
    row = MembershipFactory(place=place, role=role)
    url = f"/places/fellshire/people/{row.user.slug}/{role}/end/"
    client = as_(admin)

    assert f"is the last {role.label} of Fellshire LEP" in text_of(client.get(url))
    assert client.post(url, {"when": "now"}).status_code == 200
    assert row.user.holds_now((role,), place)

    client.post(url, {"when": "now", "sure": "on"})

    assert not row.user.holds_now((role,), place)


def test_an_officer_ends_no_approver_and_no_area_lead(place, officer):
    for role in (Role.APPROVER, Role.AREA_LEAD):
        row = MembershipFactory(place=place, role=role)
        url = f"/places/fellshire/people/{row.user.slug}/{role}/end/"

        assert as_(officer).post(url, {"when": "now"}).status_code == 403
        assert row.user.holds_now((role,), place)


def test_a_role_already_ended_is_not_there_to_end(place, officer):
    row = MembershipFactory(place=place, role=Role.READER, until=timezone.localdate())
    url = f"/places/fellshire/people/{row.user.slug}/reader/end/"

    assert as_(officer).get(url).status_code == 404


# Invitations


def test_following_the_link_signs_in_with_the_role(place, officer):
    as_(officer).post("/places/fellshire/people/invite/", someone())
    link, client = newest_link(), Client()
    assert "Contributor at Fellshire LEP" in text_of(client.get(link))

    response = client.post(link, {"name": "New Person", "password": SECRET})

    user = User.objects.get(email="new@example.org")
    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.holds((Role.CONTRIBUTOR,), place)
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize(
    "password", ["", "short", "new person new", "localindustrialstrategy"]
)
def test_a_poor_password_is_refused_and_the_link_still_works(place, officer, password):
    as_(officer).post("/places/fellshire/people/invite/", someone())
    link, client = newest_link(), Client()

    response = client.post(link, {"name": "New Person", "password": password})

    assert response.context["form"].errors["password"]
    assert client.get(link).status_code == 200
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_link_that_never_was_is_said_to_work_no_longer(client):
    response = client.get("/accounts/invitation/nonsense/")

    assert response.status_code == 404
    assert "This invitation no longer works" in text_of(response)


def test_somebody_signed_in_is_told_to_sign_out_first(place, officer):
    as_(officer).post("/places/fellshire/people/invite/", someone())

    text = text_of(as_(officer).get(newest_link()))

    assert "Sign out first" in text


def test_an_invitation_never_signs_into_an_account_that_is_there(place, officer):
    as_(officer).post("/places/fellshire/people/invite/", someone())
    UserFactory(email="new@example.org")
    client = Client()

    response = client.post(newest_link(), {"name": "X", "password": SECRET})

    assert "You have an account already" in text_of(response)
    assert "_auth_user_id" not in client.session


def link_seen(client):
    page = client.get("/places/fellshire/people/").content.decode()
    return re.search(r'name="sent" value="([^"]+)"', page)[1]


def test_an_officer_sends_again_and_cancels(place, officer):
    client = as_(officer)
    client.post("/places/fellshire/people/invite/", someone())
    old, pk = newest_link(), Invitation.objects.get().pk

    again = {"invitation": pk, "act": "again", "sent": link_seen(client)}
    for _ in range(2):
        client.post("/people/invitations/", again)
    assert Client().get(old).status_code == 404
    assert Client().get(newest_link()).status_code == 200
    assert Mail.objects.count() == 2

    client.post("/people/invitations/", {"invitation": pk, "act": "cancel"})
    assert Client().get(newest_link()).status_code == 404


def test_others_invitations_are_not_to_be_changed(place, officer, admin):
    client = as_(admin)
    client.post("/people/invite/", someone("approver", place=place.pk))
    client.post("/people/invite/", someone("administrator", email="x@example.org"))
    approver = Invitation.objects.get(role="approver").pk
    chief = Invitation.objects.get(role="").pk
    stranger = as_(a_person(Role.OFFICER, PlaceFactory()))

    def cancel(who: Client, pk: object) -> int:
        data = {"invitation": pk, "act": "cancel"}
        return who.post("/people/invitations/", data).status_code

    assert cancel(stranger, approver) == 404
    assert cancel(as_(officer), approver) == 403
    assert cancel(as_(officer), chief) == 403
    assert cancel(as_(officer), "abc") == 404
    assert cancel(as_(officer), 99999) == 404
    assert Invitation.objects.open().count() == 2
    assert cancel(client, chief) == 302


# Conditions of invitation


def paper(name="minute.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def accepted(**fields) -> dict:
    on = {
        "accepted_on_day": "31",
        "accepted_on_month": "10",
        "accepted_on_year": "2018",
    }
    return {"criterion": "LR-1", "once": uuid4(), **on, "file": paper(), **fields}


def test_an_area_lead_records_a_condition_with_its_paper(place, officer):
    lead = as_(a_person(Role.AREA_LEAD, place))

    response = lead.post("/places/fellshire/conditions/add/", accepted(), follow=True)

    assert "Accepted on 31 October 2018" in text_of(response)
    record = ReviewCondition.objects.get()
    assert "minute" not in record.file.name
    served = as_(officer).get("/places/fellshire/conditions/LR-1/1/")
    assert b"".join(served.streaming_content) == PDF
    assert served["Content-Disposition"] == 'attachment; filename="minute.pdf"'
    assert served["X-Content-Type-Options"] == "nosniff"
    assert Entry.objects.filter(verb="condition_recorded").count() == 1


def test_recording_again_adds_and_the_newest_counts(place, admin):
    client = as_(admin)
    client.post("/places/fellshire/conditions/add/", accepted())
    later = accepted(accepted_on_month="11", accepted_on_day="1")

    text = text_of(client.post("/places/fellshire/conditions/add/", later, follow=True))

    assert "Accepted on 1 November 2018" in text
    assert [row.number for row in place.conditions.order_by("number")] == [1, 2]


def test_a_second_click_records_nothing_more(place, admin):
    data = accepted()
    for _ in range(3):
        as_(admin).post("/places/fellshire/conditions/add/", {**data, "file": paper()})

    assert ReviewCondition.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"criterion": "LR-9"},
        {"accepted_on_year": "2198"},
        {"accepted_on_day": "32"},
        {"file": ""},
        {"file": SimpleUploadedFile("evil.exe", b"MZ")},
        {"file": SimpleUploadedFile("page.pdf", b"<html><script>")},
    ],
)
def test_a_bad_record_says_why_and_keeps_nothing(place, admin, fields):
    response = as_(admin).post("/places/fellshire/conditions/add/", accepted(**fields))

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not ReviewCondition.objects.exists()


def test_who_may_record_and_who_may_open_the_paper(place, officer, admin):
    as_(admin).post("/places/fellshire/conditions/add/", accepted())
    stranger = a_person(Role.OFFICER, PlaceFactory())
    elsewhere = a_person(Role.AREA_LEAD, PlaceFactory())
    file = "/places/fellshire/conditions/LR-1/1/"

    for person in (officer, stranger, elsewhere):
        assert as_(person).get("/places/fellshire/conditions/").status_code == 200
        url = "/places/fellshire/conditions/add/"
        assert as_(person).post(url, accepted()).status_code == 403
    assert as_(stranger).get(file).status_code == 403
    assert as_(elsewhere).get(file).status_code == 403
    assert as_(officer).get("/places/fellshire/conditions/LR-1/2/").status_code == 404


def test_an_authority_has_no_conditions(admin):
    PlaceFactory(kind="MCA", slug="upland")

    assert as_(admin).get("/places/upland/conditions/").status_code == 404


# Administrators


@pytest.mark.parametrize(
    "path",
    [
        "/people/",
        "/people/gaps/",
        "/people/invite/",
        "/people/import/",
        "/people/import/send/",
        "/people/{slug}/",
        "/people/{slug}/roles/add/",
        "/people/{slug}/close/",
        "/people/{slug}/open/",
        "/people/{slug}/administrator/",
        "/people/{slug}/administrator/end/",
    ],
)
def test_administrators_pages_are_theirs_alone(place, officer, path):
    url = path.format(slug=officer.slug)
    for role in Role:
        client = as_(a_person(role, PlaceFactory()))
        assert client.get(url).status_code == 403
        assert client.post(url).status_code == 403
    assert Client().get(url).status_code == 302


def test_the_list_is_searched_and_filtered(place, officer, admin):
    UserFactory(name="Nora", last_login=timezone.now())
    MembershipFactory(role=Role.REVIEWER, user=UserFactory(name="Rex"))
    UserFactory(name="Clo", is_active=False)
    client = as_(admin)

    def names(query: str) -> list[str]:
        page = client.get(f"/people/{query}").context["page"]
        return [user.name for user in page]

    assert names("") == ["Ada Admin", "Clo", "Nora", "Olive Officer", "Rex"]
    assert names("?q=OLIVE") == ["Olive Officer"]
    assert names("?show=government") == ["Ada Admin", "Rex"]
    assert names("?show=places") == ["Olive Officer"]
    assert names("?show=administrators") == ["Ada Admin"]
    assert names("?show=closed") == ["Clo"]
    assert names("?show=never") == ["Olive Officer", "Rex"]
    assert names("?show=nonsense&page=99") == names("")


def test_the_gaps_name_places_and_people(place, officer, admin):
    led = PlaceFactory(name="Ledshire")
    MembershipFactory(place=led, role=Role.AREA_LEAD)
    MembershipFactory(place=led, role=Role.APPROVER, user=UserFactory(is_active=False))
    covered = RelationFactory(kind="leads").target

    context = as_(admin).get("/people/gaps/").context

    assert place in context["unled"]
    assert led not in context["unled"]
    assert covered not in context["unled"]
    assert led in context["unapproved"]
    assert place not in context["unofficered"]
    assert officer in context["never"]


def test_an_administrator_invites_an_area_lead_and_an_administrator(place, admin):
    client = as_(admin)

    client.post(
        "/people/invite/", someone("area_lead", place=place.pk, department="BEIS")
    )
    client.post("/people/invite/", someone("administrator", email="c@example.org"))

    asked = {(row.email, row.as_what) for row in Invitation.objects.all()}
    assert asked == {
        ("new@example.org", "Area Lead at Fellshire LEP"),
        ("c@example.org", "Administrator"),
    }


@pytest.mark.parametrize(
    ("role", "with_place"), [("area_lead", False), ("administrator", True)]
)
def test_a_role_needs_a_place_and_an_administrator_none(place, admin, role, with_place):
    data = someone(role, place=place.pk if with_place else "")

    response = as_(admin).post("/people/invite/", data)

    assert response.context["form"].errors["place"]


def test_an_administrator_gives_cover_until_a_day(place, admin):
    cover = UserFactory(name="Cora")
    day = {"last_day_day": "1", "last_day_month": "May", "last_day_year": "2199"}
    data = {"place": place.pk, "role": "area_lead", "once": uuid4(), **day}

    response = as_(admin).post(f"/people/{cover.slug}/roles/add/", data, follow=True)

    assert "Area Lead at Fellshire LEP" in text_of(response)
    assert "1 May 2199" in text_of(response)
    assert list(place.area_leads()) == [cover]
    assert "until 1 May 2199" in Mail.objects.get().text


def test_both_sides_of_one_place_are_refused_in_the_form(place, officer, admin):
    data = {"place": place.pk, "role": "area_lead", "once": uuid4()}

    response = as_(admin).post(f"/people/{officer.slug}/roles/add/", data)

    assert "cannot both work for Fellshire LEP" in text_of(response)
    assert Membership.objects.count() == 1


def test_after_a_refusal_the_same_page_may_be_sent_again(place, officer, admin):
    url = f"/people/{officer.slug}/roles/add/"
    data = {"place": place.pk, "role": "area_lead", "once": uuid4()}
    client = as_(admin)
    client.post(url, data)

    client.post(url, {**data, "role": "approver"})

    assert officer.holds_now((Role.APPROVER,), place)


def test_closing_the_last_officers_account_warns_first(place, officer, admin):
    client, url = as_(admin), f"/people/{officer.slug}/close/"
    signed_in = as_(officer)

    assert "is the last Officer of Fellshire LEP" in text_of(client.get(url))
    client.post(url)
    assert User.objects.get(pk=officer.pk).is_active

    client.post(url, {"sure": "on"})
    assert not User.objects.get(pk=officer.pk).is_active
    assert signed_in.get("/places/fellshire/people/").status_code == 302

    client.post(f"/people/{officer.slug}/open/")
    assert User.objects.get(pk=officer.pk).is_active


def test_administrators_are_made_and_ended_but_never_the_last(admin):
    client, other = as_(admin), UserFactory()

    text = text_of(client.post(f"/people/{admin.slug}/administrator/end/"))
    assert "There must be one administrator at least" in text

    client.post(f"/people/{other.slug}/administrator/")
    client.post(f"/people/{other.slug}/administrator/")
    assert User.objects.get(pk=other.pk).is_administrator
    assert Entry.objects.filter(verb="administrator_made").count() == 1

    client.post(f"/people/{other.slug}/administrator/end/")
    assert not User.objects.get(pk=other.pk).is_administrator


def csv_of(text: str) -> dict:
    return {"file": SimpleUploadedFile("people.csv", text.encode())}


def test_a_csv_is_shown_first_and_sent_after(place, admin):
    client = as_(admin)
    rows = "email,name,place,role\na@example.org,Ann,Fellshire,officer\nb,Bob,Fellshire,officer\n"

    page = client.post("/people/import/", csv_of(rows))

    assert "1 new, 0 the same as now, 1 refused" in text_of(page)
    assert not Invitation.objects.exists()
    data = {"text": page.context["form"]["text"].value(), "once": uuid4()}
    for _ in range(2):
        client.post("/people/import/send/", data)
    assert [row.email for row in Invitation.objects.all()] == ["a@example.org"]
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"\xff\xfe\x00x"),
        ("a.csv", b""),
        ("a.csv", b"x" * 300_000),
        ("a.csv", b"x"),
    ],
)
def test_a_bad_csv_is_refused_in_the_form(admin, name, data):
    file = SimpleUploadedFile(name, data)

    response = as_(admin).post("/people/import/", {"file": file})

    assert response.status_code == 200
    assert response.context["form"].errors["file"]


def test_sending_without_a_preview_leads_back(admin):
    assert as_(admin).post("/people/import/send/").url == "/people/import/"
    assert as_(admin).get("/people/import/send/").url == "/people/import/"


def test_sending_text_that_is_no_list_leads_back(admin):
    data = {"text": "nonsense", "once": uuid4()}

    assert as_(admin).post("/people/import/send/", data).url == "/people/import/"


# Everybody


def test_codes_names_and_councils_are_for_all_who_sign_in(officer):
    place = PlaceFactory(slug="other")
    place.codes.create(code="E37000001", until="2020-04-01", origin="ONS list")
    place.names.create(name="Otherland", key="otherland")

    text = text_of(as_(officer).get("/places/other/codes/"))

    assert "E37000001 The beginning 31 March 2020 ONS list" in text
    assert "Otherland" in text
    assert Client().get("/places/other/codes/").status_code == 302


@pytest.mark.parametrize(
    "url", ["/people/", "/people/?show=government", "/people/gaps/", "/places/fellshire/people/"]
)  # fmt: skip
def test_lists_ask_the_same_of_the_database_for_one_and_for_fifty(
    place, admin, url, django_assert_max_num_queries
):
    def fill(count: int) -> None:
        for n in range(count):
            role = Role.OFFICER if n % 2 else Role.AREA_LEAD
            MembershipFactory(place=place, role=role)
            Invitation.objects.create(
                email=f"{uuid4().hex}@example.org",
                name="N",
                place=place,
                role=role,
                by=admin,
                token_hash=uuid4().hex,
                expires_at=timezone.now() + timedelta(days=1),
            )
            PlaceFactory()

    client = as_(admin)
    fill(1)
    with django_assert_max_num_queries(10) as few:
        client.get(url)
    fill(49)
    with django_assert_max_num_queries(len(few)):
        client.get(url)


def test_a_place_in_the_list_of_choices_is_one_that_writes(admin):
    PlaceFactory(kind="GROUP", name="Northern Group")

    page = as_(admin).get("/people/invite/").content.decode()

    assert "Northern Group" not in page
    assert Place.objects.filter(name="Northern Group").exists()


@pytest.mark.parametrize(
    ("url", "extra"),
    [
        ("/people/invite/", {"name": "Clo", "email": "clo@example.org"}),
        ("/people/{slug}/roles/add/", {}),
        ("/places/fellshire/people/invite/", {"name": "C", "email": "clo@example.org"}),
    ],
)
def test_a_closed_account_is_refused_in_the_form(place, admin, url, extra):
    closed = UserFactory(email="clo@example.org", is_active=False)
    data = {"place": place.pk, "role": "reader", "once": uuid4(), **extra}

    response = as_(admin).post(url.format(slug=closed.slug), data)

    assert "is closed. Open it first" in text_of(response)
    assert not Membership.objects.exists()


def test_a_list_that_became_impossible_after_the_preview_sends_nobody(place, admin):
    a_person(Role.OFFICER, place, email="b@example.org")
    rows = "email,name,place,role\na@example.org,A,Fellshire,officer\nb@example.org,B,Fellshire,reviewer\n"

    page = as_(admin).post("/people/import/send/", {"text": rows, "once": uuid4()})

    assert "Line 3" in text_of(page)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "page", ["", "roles/add/", "open/", "administrator/", "administrator/end/"]
)
def test_an_administrators_pages_about_a_person_are_there(officer, admin, page):
    response = as_(admin).get(f"/people/{officer.slug}/{page}")

    assert response.status_code == 200
    assert "Olive Officer" in text_of(response)
    assert as_(admin).get(f"/people/nobody/{page}").status_code == 404
