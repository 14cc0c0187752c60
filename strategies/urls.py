"""Addresses of this room (design section 11)."""

from django.urls import path, register_converter

from strategies.nouns import (
    CHARTS,
    COMMITMENTS,
    COMMUNITIES,
    CONNECTIONS,
    EVALUATION,
    FIGURES,
    NOUNS,
    NounConverter,
)
from strategies.views import (
    argument,
    charts,
    checklist,
    commitments,
    conflicts,
    covers,
    engagement,
    figures,
    finance,
    find,
    funding,
    lists,
    looking_back,
    outline,
    part_share,
    parts,
    presence,
    printing,
    reading,
    records,
    references,
    restoring,
    revisions,
    rows,
    shared_parts,
    strategies,
    thread,
    versions,
    writing,
)

app_name = "strategies"
# Their lists show more than a list.
WITH_MORE = (FIGURES, COMMITMENTS, CHARTS, COMMUNITIES, CONNECTIONS, EVALUATION)

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
    path("strategies/<slug:slug>/funding/", funding.funding, name="funding"),
    path(
        "strategies/<slug:slug>/funding/<slug:anchor>/",
        funding.funding_mark,
        name="funding_mark",
    ),
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
    path("strategies/<slug:slug>/charts/", charts.chart_list, name="charts"),
    path("strategies/<slug:slug>/charts/add/", charts.chart_add, name="chart_add"),
    path(
        "strategies/<slug:slug>/versions/<int:number>/figures/<str:ref>/",
        figures.version_figure,
        name="version_figure",
    ),
    *(
        path(
            f"strategies/<slug:slug>/{noun}/",
            lists.record_list,
            {"noun": noun},
            name=noun.key,
        )
        for noun in NOUNS.values()
        if noun not in WITH_MORE
    ),
    *(
        path(f"strategies/<slug:slug>/commitments/{address}", view, name=name)
        for address, view, name in (
            ("", commitments.commitments, "commitments"),
            (
                "<str:ref>/propose/",
                commitments.commitment_propose,
                "commitment_propose",
            ),
            (
                "<str:ref>/withdraw/",
                commitments.commitment_withdraw,
                "commitment_withdraw",
            ),
            (
                "<str:ref>/take/<int:number>/",
                commitments.commitment_take,
                "commitment_take",
            ),
        )
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
    *(
        path(f"strategies/<slug:slug>/{name}/", view, name=name)
        for name, view in (
            ("communities", argument.communities),
            ("connections", argument.connections),
            ("evaluation", argument.evaluation),
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
            ("share/", part_share.part_share, "part_share"),
            (
                "share/<slug:place>/offer/",
                part_share.shared_text_offer,
                "shared_text_offer",
            ),
            ("share/<slug:place>/end/", part_share.part_share_end, "part_share_end"),
            ("show/", part_share.part_show, "part_show"),
            ("show/<int:number>/end/", part_share.part_show_end, "part_show_end"),
        )
    ),
    *(
        path(f"strategies/<slug:slug>/thread/{address}", view, name=name)
        for address, view, name in (
            ("", thread.thread_of_draft, "thread"),
            ("picture/", thread.thread_picture, "thread_picture"),
            ("thread.csv", thread.thread_csv, "thread_csv"),
            (
                "leans-on/<str:kind>/<str:ref>/",
                thread.thread_leans_on,
                "thread_leans_on",
            ),
        )
    ),
    path("shared/", shared_parts.shared_list, name="shared_parts"),
    *(
        path(f"shared/<slug:slug>/<slug:key>/{address}", view, name=name)
        for address, view, name in (
            ("", shared_parts.shared_part, "shared_part"),
            ("accept/", shared_parts.shared_part_accept, "shared_part_accept"),
            ("decline/", shared_parts.shared_part_decline, "shared_part_decline"),
            ("stop/", shared_parts.shared_part_stop, "shared_part_stop"),
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
            ("<int:number>/finance/", finance.version_finance, "version_finance"),
            (
                "<int:number>/finance/<int:place>/",
                finance.finance_file,
                "finance_file",
            ),
            ("<int:number>.json", versions.version_json, "version_json"),
            ("<int:number>.pdf", printing.version_pdf, "version_pdf"),
            ("<int:number>/thread/", thread.version_thread, "version_thread"),
            (
                "<int:number>/thread/picture/",
                thread.version_thread_picture,
                "version_thread_picture",
            ),
            (
                "<int:number>/thread/thread.csv",
                thread.version_thread_csv,
                "version_thread_csv",
            ),
        )
    ),
    path("places/<slug:place>/engagement/", engagement.engagement, name="engagement"),
    path(
        "places/<slug:place>/engagement.csv",
        engagement.engagement_csv,
        name="engagement_csv",
    ),
    *(
        path(f"places/<slug:place>/engagement/{address}", view, name=name)
        for address, view, name in (
            ("add/", engagement.conversation_add, "conversation_add"),
            ("<int:pk>/edit/", engagement.conversation_edit, "conversation_edit"),
            ("<int:pk>/remove/", engagement.conversation_remove, "conversation_remove"),
            (
                "<int:pk>/bring-back/",
                engagement.conversation_bring_back,
                "conversation_bring_back",
            ),
        )
    ),
]
