from django.urls import path

from people.views import (
    conditions,
    grounds,
    joining,
    people,
    person,
    place_people,
    preferences,
)

app_name = "people"

urlpatterns = [
    path("accounts/invitation/<str:token>/", joining.invitation, name="invitation"),
    path("accounts/editor/", preferences.editor_preference, name="editor_preference"),
    path("places/<slug:slug>/people/", place_people.place_people, name="place_people"),
    path(
        "places/<slug:slug>/people/invite/",
        place_people.place_invite,
        name="place_invite",
    ),
    path(
        "places/<slug:slug>/people/<slug:person>/<slug:role>/end/",
        place_people.end_role,
        name="end_role",
    ),
    path("places/<slug:slug>/codes/", grounds.codes, name="codes"),
    path("places/<slug:slug>/conditions/", conditions.conditions, name="conditions"),
    path(
        "places/<slug:slug>/conditions/add/",
        conditions.condition_add,
        name="condition_add",
    ),
    path(
        "places/<slug:slug>/conditions/<str:criterion>/<int:number>/",
        conditions.condition_file,
        name="condition_file",
    ),
    path("people/", people.people, name="people"),
    path("people/gaps/", people.gaps, name="gaps"),
    path("people/invite/", people.people_invite, name="people_invite"),
    path("people/import/", people.people_import, name="people_import"),
    path("people/import/send/", people.people_import_send, name="people_import_send"),
    path("people/invitations/", joining.invitation_change, name="invitation_change"),
    path("people/<slug:slug>/", person.person, name="person"),
    path("people/<slug:slug>/roles/add/", person.role_add, name="role_add"),
    path("people/<slug:slug>/close/", person.close_account, name="close_account"),
    path("people/<slug:slug>/open/", person.open_account, name="open_account"),
    path(
        "people/<slug:slug>/administrator/",
        person.make_administrator,
        name="make_administrator",
    ),
    path(
        "people/<slug:slug>/administrator/end/",
        person.end_administrator,
        name="end_administrator",
    ),
]
