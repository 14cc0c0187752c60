"""Addresses of this room (design section 11)."""

from django.urls import path

from reviews.views import findings, history, moves, points, review, support

app_name = "reviews"

urlpatterns = [
    path("strategies/<slug:slug>/moves/<slug:verb>/", moves.move, name="move"),
    path("strategies/<slug:slug>/approval/minute/", moves.minute, name="minute"),
    path("strategies/<slug:slug>/support/", support.support, name="support"),
    path("strategies/<slug:slug>/history/", history.history, name="history"),
    path("strategies/<slug:slug>/review/", review.review, name="review"),
    path(
        "strategies/<slug:slug>/review/start/",
        review.start_reading,
        name="start_reading",
    ),
    path(
        "strategies/<slug:slug>/review/circulate/", review.circulate, name="circulate"
    ),
    path("strategies/<slug:slug>/review/send/", review.send_points, name="send_points"),
    path(
        "strategies/<slug:slug>/review/findings/<slug:section>/",
        findings.findings,
        name="findings",
    ),
    path("strategies/<slug:slug>/points/add/", points.point_add, name="point_add"),
    path("strategies/<slug:slug>/points/<int:number>/", points.point, name="point"),
    path(
        "strategies/<slug:slug>/points/<int:number>/edit/",
        points.point_edit,
        name="point_edit",
    ),
    *(
        path(
            f"strategies/<slug:slug>/points/<int:number>/{verb}/",
            points.point_settle,
            {"verb": verb},
            name=f"point_{verb.replace('-', '_')}",
        )
        for verb in ("take-over", "leave-out", "close", "open-again")
    ),
]
