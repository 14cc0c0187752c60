"""The GOV.UK components, drawn by the macros of govuk-frontend-jinja.

Text given to a component is escaped; so is `html`, unless Django marked it safe.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from types import NoneType
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
# Drawn with what somebody typed: the same again is not to be expected.
TYPED_INTO = ("textarea", "character-count", "input", "password-input", "date-input")


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
    if folder in TYPED_INTO or (key := frozen(params)) is None:
        return mark_safe(template(folder).render(params=guarded(params)))  # noqa: S308
    return drawn_before(folder, Params(key, params))


@dataclass(frozen=True)
class Params:
    """Parameters that are told apart by their content."""

    key: Hashable
    values: dict[str, Any] = field(compare=False)


@lru_cache(maxsize=512)
def drawn_before(folder: str, params: Params) -> SafeString:
    """Buttons, headers and lists of choices come again and again with the same words."""
    return mark_safe(template(folder).render(params=guarded(params.values)))  # noqa: S308


def frozen(value: Any) -> Hashable | None:
    """The content as a key; None where it holds more than plain text and numbers.

    What is marked safe equals what is not, but is drawn otherwise: it has no key.
    """
    kind = type(value)
    if kind in (str, bool, int, NoneType):
        return (kind, value)
    if kind is dict:
        inner = [(name, frozen(one)) for name, one in value.items()]
        return None if any(key is None for _, key in inner) else tuple(inner)
    if kind is list:
        items = [frozen(one) for one in value]
        return None if None in items else (list, *items)
    return None


def guarded(value: Any, key: str = "") -> Any:
    """The parameters, with all markup that nobody marked safe escaped."""
    if isinstance(value, dict):
        return {name: guarded(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [guarded(inner) for inner in value]
    if value and (key in ("html", "attributes") or key.endswith("Html")):
        return conditional_escape(value)
    return value
