"""Addresses of this room (design section 11). `add` and `import` are never refs."""

from django.urls import path

from evidence.views import files, items, listed

app_name = "evidence"
BASE = "places/<slug:place>/evidence"
ITEM = f"{BASE}/<slug:ref>"

urlpatterns = [
    path(f"{BASE}/", listed.items, name="items"),
    path(f"{BASE}.csv", listed.items_csv, name="items_csv"),
    path(f"{BASE}/add/", items.item_add, name="item_add"),
    path(f"{ITEM}/", items.item, name="item"),
    path(f"{ITEM}/edit/", items.item_edit, name="item_edit"),
    path(f"{ITEM}/withdraw/", items.item_withdraw, name="item_withdraw"),
    path(f"{ITEM}/bring-back/", items.item_bring_back, name="item_bring_back"),
    path(f"{ITEM}/files/add/", files.file_add, name="file_add"),
    path(f"{ITEM}/files/<int:pk>/", files.file, name="file"),
]
