"""Addresses of this room (design section 11). `add`, `import` and `indicators` are never refs."""

from django.urls import path

from evidence.views import (
    contributors,
    figures,
    files,
    imports,
    indicators,
    items,
    links,
    listed,
    opening,
    sharing,
)

app_name = "evidence"
BASE = "places/<slug:place>/evidence"
ITEM = f"{BASE}/<slug:ref>"
FIGURES = f"{BASE}/indicators/<str:key>/figures"
IMPORT = f"{BASE}/import/<int:number>"
HELPED = "places/<slug:place>/contributors"
PUBLIC = "published/evidence"

urlpatterns = [
    path(f"{BASE}/", listed.items, name="items"),
    path(f"{BASE}.csv", listed.items_csv, name="items_csv"),
    path(f"{BASE}/add/", items.item_add, name="item_add"),
    path(f"{BASE}/indicators/", indicators.indicators, name="indicators"),
    path(f"{BASE}/indicators/<str:key>/", indicators.indicator, name="indicator"),
    path(f"{FIGURES}/add/", figures.figure_add, name="figure_add"),
    path(f"{FIGURES}/<int:pk>/", figures.figure_correct, name="figure_correct"),
    path(
        f"{FIGURES}/<int:pk>/withdraw/", figures.figure_withdraw, name="figure_withdraw"
    ),
    path(f"{BASE}/imports/", imports.imports, name="imports"),
    path(f"{BASE}/import/", imports.import_add, name="import_add"),
    path(f"{IMPORT}/", imports.import_, name="import"),
    path(f"{IMPORT}/columns/", imports.import_columns, name="import_columns"),
    path(f"{IMPORT}/take-in/", imports.import_take_in, name="import_take_in"),
    path(f"{IMPORT}/take-out/", imports.import_take_out, name="import_take_out"),
    path(f"{IMPORT}/discard/", imports.import_discard, name="import_discard"),
    path(f"{IMPORT}/refused.csv", imports.import_refused, name="import_refused"),
    path(f"{BASE}/open/", opening.evidence_open, name="evidence_open"),
    path(
        f"{BASE}/open/<int:pk>/take-back/",
        opening.evidence_take_back,
        name="evidence_take_back",
    ),
    path(f"{BASE}/sharing/", sharing.sharing, name="sharing"),
    path(f"{BASE}/sharing/<int:pk>/end/", sharing.sharing_end, name="sharing_end"),
    path(f"{BASE}/shared-with-us/", sharing.shared_with_us, name="shared_with_us"),
    path(f"{ITEM}/show/", sharing.item_show, name="item_show"),
    path(f"{ITEM}/look-again/", links.look_again, name="look_again"),
    path(f"{ITEM}/", items.item, name="item"),
    path(f"{ITEM}/edit/", items.item_edit, name="item_edit"),
    path(f"{ITEM}/withdraw/", items.item_withdraw, name="item_withdraw"),
    path(f"{ITEM}/bring-back/", items.item_bring_back, name="item_bring_back"),
    path(f"{ITEM}/files/add/", files.file_add, name="file_add"),
    path(f"{ITEM}/files/<int:pk>/", files.file, name="file"),
    path(f"{HELPED}/", contributors.contributors, name="contributors"),
    path(f"{HELPED}.csv", contributors.contributors_csv, name="contributors_csv"),
    path(f"{HELPED}/add/", contributors.contributor_add, name="contributor_add"),
    path(
        f"{HELPED}/<int:pk>/edit/",
        contributors.contributor_edit,
        name="contributor_edit",
    ),
    path(
        f"{HELPED}/<int:pk>/remove/",
        contributors.contributor_remove,
        name="contributor_remove",
    ),
    path(
        f"{HELPED}/<int:pk>/bring-back/",
        contributors.contributor_bring_back,
        name="contributor_bring_back",
    ),
    path(f"{PUBLIC}/", opening.open_bases, name="open_bases"),
    path(f"{PUBLIC}/<slug:place>/", opening.open_base, name="open_base"),
    path(f"{PUBLIC}/<slug:place>.csv", opening.open_items_csv, name="open_items_csv"),
    path(
        f"{PUBLIC}/<slug:place>/figures.csv",
        opening.open_figures_csv,
        name="open_figures_csv",
    ),
    path(f"{PUBLIC}/<slug:place>/files/<int:pk>/", opening.open_file, name="open_file"),
]
