"""Addresses of this room (design section 11)."""

from django.urls import path

from reviews.views import (
    across,
    commitments,
    consultations,
    dates,
    exports,
    findings,
    history,
    moves,
    places,
    points,
    publishing,
    reminders,
    responding,
    responses,
    review,
    search,
    support,
)

app_name = "reviews"

urlpatterns = [
    path("places/", places.places, name="places"),
    path("places/<slug:slug>/", places.place, name="place"),
    path("published/", publishing.published_list, name="published_list"),
    path("published/<slug:slug>/", publishing.published, name="published"),
    path(
        "published/<slug:slug>/strategy.pdf",
        publishing.published_pdf,
        name="published_pdf",
    ),
    path(
        "published/<slug:slug>/figures/<str:ref>/",
        publishing.published_figure,
        name="published_figure",
    ),
    *(
        path(f"consultations/{address}", view, name=name)
        for address, view, name in (
            ("", responding.consultation_list, "consultation_list"),
            ("<slug:slug>/", responding.consultation, "consultation"),
            ("<slug:slug>/text/", responding.consultation_text, "consultation_text"),
            (
                "<slug:slug>/figures/<str:ref>/",
                responding.consultation_figure,
                "consultation_figure",
            ),
            ("<slug:slug>/reply/", responding.respond, "respond"),
            ("<slug:slug>/thank-you/", responding.responded, "responded"),
        )
    ),
    *(
        path(f"strategies/<slug:slug>/consultations/{address}", view, name=name)
        for address, view, name in (
            ("", consultations.consultation_list, "consultations"),
            ("add/", consultations.consultation_add, "consultation_add"),
            ("<slug:consultation>/", consultations.asking, "asking"),
            (
                "<slug:consultation>/edit/",
                consultations.consultation_edit,
                "consultation_edit",
            ),
            (
                "<slug:consultation>/publish/",
                consultations.consultation_publish,
                "consultation_publish",
            ),
            (
                "<slug:consultation>/last-day/",
                consultations.consultation_last_day,
                "consultation_last_day",
            ),
            (
                "<slug:consultation>/take-down/",
                consultations.consultation_take_down,
                "consultation_take_down",
            ),
            ("<slug:consultation>/answers/", responses.response_list, "responses"),
            (
                "<slug:consultation>/answers.csv",
                responses.responses_csv,
                "responses_csv",
            ),
            (
                "<slug:consultation>/answers/<int:number>/",
                responses.response_sort,
                "response_sort",
            ),
            (
                "<slug:consultation>/log/",
                responses.consultation_log,
                "consultation_log",
            ),
            (
                "<slug:consultation>/outcome/",
                consultations.consultation_outcome,
                "consultation_outcome",
            ),
        )
    ),
    path("strategies/<slug:slug>/publish/", publishing.publish, name="publish"),
    path("strategies/<slug:slug>/unpublish/", publishing.unpublish, name="unpublish"),
    path("exports/", exports.exports, name="exports"),
    path("exports/add/", exports.export_add, name="export_add"),
    path("exports/<int:number>/", exports.export, name="export"),
    path(
        "exports/<int:number>/download/",
        exports.export_download,
        name="export_download",
    ),
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
    path("dates/", dates.all_dates, name="dates"),
    path("dates/add/", dates.date_add, name="date_add"),
    path("dates/<slug:key>/edit/", dates.date_edit, name="date_edit"),
    *(
        path(
            f"dates/<slug:key>/{verb}/",
            dates.date_settle,
            {"verb": verb},
            name=f"date_{verb.replace('-', '_')}",
        )
        for verb in dates.SETTLING
    ),
    path("places/<slug:place>/dates/", dates.place_dates, name="place_dates"),
    path("places/<slug:place>/dates/add/", dates.place_date_add, name="place_date_add"),
    path("commitments/", commitments.commitment_list, name="commitments"),
    path(
        "strategies/<slug:slug>/commitments/<str:ref>/answer/",
        commitments.commitment_answer,
        name="commitment_answer",
    ),
    path("reminders/", reminders.reminders, name="reminders"),
    path("search/", search.search, name="search"),
    path("across/", across.across, name="across"),
    path("across/claims/", across.across_claims, name="across_claims"),
]
