"""The GOV.UK components, drawn by the macros of govuk-frontend-jinja.

Text given to a component is escaped; so is `html`, unless Django marked it safe.
"""

from functools import lru_cache
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from jinja2 import (
    ChainableUndefined,
    Environment,
    PackageLoader,
    PrefixLoader,
    Template,
)

MACRO = (
    "{%% from 'govuk_frontend_jinja/components/%(folder)s/macro.html' import %(name)s %%}"
    "{{ %(name)s(params) }}"
)


@lru_cache
def engine() -> Environment:
    return Environment(
        loader=PrefixLoader(
            {"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}
        ),
        undefined=ChainableUndefined,
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache
def template(folder: str) -> Template:
    name = "govuk" + "".join(word.capitalize() for word in folder.split("-"))
    return engine().from_string(MACRO % {"folder": folder, "name": name})


def component(folder: str, **params: Any) -> SafeString:
    """Draw a component: `component("tag", text="Ready")`."""
    if all(type(value) in (str, bool) for value in params.values()):
        return plain_component(folder, frozenset(params.items()))
    return mark_safe(template(folder).render(params=guarded(params)))  # noqa: S308


@lru_cache(maxsize=256)
def plain_component(folder: str, params: frozenset[tuple[str, Any]]) -> SafeString:
    """Buttons and headers come again and again with the same few words.

    Only for plain text: what is marked safe equals what is not, but is drawn otherwise.
    """
    return mark_safe(template(folder).render(params=guarded(dict(params))))  # noqa: S308


def guarded(value: Any, key: str = "") -> Any:
    """The parameters, with all markup that nobody marked safe escaped."""
    if isinstance(value, dict):
        return {name: guarded(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [guarded(inner) for inner in value]
    if value and (key in ("html", "attributes") or key.endswith("Html")):
        return conditional_escape(value)
    return value
