"""Addresses of this room (design section 11)."""

from django.urls import path, register_converter

from strategies.nouns import FIGURES, NOUNS, NounConverter
from strategies.views import (
    checklist,
    conflicts,
    covers,
    figures,
    find,
    looking_back,
    outline,
    parts,
    presence,
    printing,
    reading,
    records,
    references,
    restoring,
    revisions,
    rows,
    strategies,
    versions,
    writing,
)

app_name = "strategies"
register_converter(NounConverter, "record_noun")

urlpatterns = [
    path("strategies/", strategies.strategies, name="strategies"),
    path("strategies/add/", strategies.strategy_add, name="strategy_add"),
    path("strategies/<slug:slug>/", strategies.strategy, name="strategy"),
    path(
        "strategies/<slug:slug>/edit/", strategies.strategy_edit, name="strategy_edit"
    ),
    path(
        "strategies/<slug:slug>/edit/cover/",
        covers.strategy_cover,
        name="strategy_cover",
    ),
    path("strategies/<slug:slug>/sharing/", strategies.sharing, name="sharing"),
    path("strategies/<slug:slug>/outline/", outline.outline, name="outline"),
    path("strategies/<slug:slug>/read/", reading.read, name="read"),
    path("strategies/<slug:slug>/find/", find.find, name="find"),
    path("strategies/<slug:slug>/find/replace/", find.replace, name="replace"),
    path("strategies/<slug:slug>/changes/", looking_back.changes, name="changes"),
    path(
        "strategies/<slug:slug>/as-it-stood/",
        looking_back.as_it_stood,
        name="as_it_stood",
    ),
    path(
        "strategies/<slug:slug>/as-it-stood/changes/",
        looking_back.changed_since,
        name="changed_since",
    ),
    path("strategies/<slug:slug>/parts/add/", outline.part_add, name="part_add"),
    path(
        "strategies/<slug:slug>/references/", references.references, name="references"
    ),
    *(
        path(f"strategies/<slug:slug>/figures/{address}", view, name=name)
        for address, view, name in (
            ("", figures.figures, "figures"),
            ("add/", figures.figure_add, "figure_add"),
            ("<str:ref>/edit/", figures.figure_edit, "figure_edit"),
            ("<str:ref>/picture/", figures.figure_picture, "figure_picture"),
        )
    ),
    path(
        "strategies/<slug:slug>/versions/<int:number>/figures/<str:ref>/",
        figures.version_figure,
        name="version_figure",
    ),
    *(
        path(
            f"strategies/<slug:slug>/{noun}/",
            records.record_list,
            {"noun": noun},
            name=noun.key,
        )
        for noun in NOUNS.values()
        if noun is not FIGURES
    ),
    *(
        path(f"strategies/<slug:slug>/<record_noun:noun>/{address}", view, name=name)
        for address, view, name in (
            ("add/", records.record_add, "record_add"),
            ("paste/", rows.record_paste, "record_paste"),
            ("paste/take-out/", rows.record_take_out, "record_take_out"),
            ("<str:ref>/edit/", records.record_edit, "record_edit"),
            ("<str:ref>/remove/", records.record_remove, "record_remove"),
            ("<str:ref>/bring-back/", records.record_bring_back, "record_bring_back"),
            ("<str:ref>/move/", records.record_move, "record_move"),
            ("<str:ref>/history/", records.record_history, "record_history"),
        )
    ),
    path("strategies/<slug:slug>/checklist/", checklist.checklist, name="checklist"),
    path(
        "strategies/<slug:slug>/checklist/open/",
        checklist.checklist_open,
        name="checklist_open",
    ),
    path(
        "strategies/<slug:slug>/checklist/<str:criterion>/",
        checklist.checklist_answer,
        name="checklist_answer",
    ),
    path(
        "strategies/<slug:slug>/checklist/<str:criterion>/history/",
        checklist.checklist_history,
        name="checklist_history",
    ),
    *(
        path(f"strategies/<slug:slug>/parts/<slug:key>/{address}", view, name=name)
        for address, view, name in (
            ("", parts.part, "part"),
            ("edit/", writing.part_edit, "part_edit"),
            ("ready/", parts.ready, "ready"),
            ("presence/", presence.presence, "presence"),
            ("conflict/<int:number>/", conflicts.conflict, "conflict"),
            ("history/", revisions.part_history, "part_history"),
            ("history/<int:number>/", revisions.sitting, "sitting"),
            ("who/", revisions.who_wrote, "who_wrote"),
            ("compare/", revisions.part_compare, "part_compare"),
            ("restore/<int:number>/", restoring.part_restore, "part_restore"),
            (
                "restore/<int:number>/<str:block>/",
                restoring.block_restore,
                "block_restore",
            ),
            ("rename/", outline.part_rename, "part_rename"),
            ("move/", outline.part_move, "part_move"),
            ("remove/", outline.part_remove, "part_remove"),
            ("bring-back/", outline.part_bring_back, "part_bring_back"),
            ("contributors/", outline.part_contributors, "part_contributors"),
        )
    ),
    path("strategies/<slug:slug>/draft.pdf", printing.draft_pdf, name="draft_pdf"),
    *(
        path(f"strategies/<slug:slug>/versions/{address}", view, name=name)
        for address, view, name in (
            ("", versions.version_list, "versions"),
            ("add/", versions.version_add, "version_add"),
            ("compare/", versions.version_compare, "version_compare"),
            ("<int:number>/", versions.version, "version"),
            ("<int:number>.json", versions.version_json, "version_json"),
            ("<int:number>.pdf", printing.version_pdf, "version_pdf"),
        )
    ),
]
