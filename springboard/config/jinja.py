"""The one Jinja environment: strict, escaped, and with the words and dates of the product."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from springboard.nhsuk.filters import FILTERS


class RefusesToPrint(ChainableUndefined):
    """The design system's macros probe parameters that were not given (``params.a.b``), and probing gives another
    undefined. Printing one is an error: a typo in a template never becomes an empty page."""

    __slots__ = ()

    def __str__(self) -> str:
        return self._fail_with_undefined_error()

    def __html__(self) -> str:
        return self._fail_with_undefined_error()


def url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """Made once by Django's Jinja backend; ``options`` are its own (loader, autoescape)."""
    options["undefined"] = RefusesToPrint
    options["loader"] = ChoiceLoader(
        [options["loader"], PackageLoader("nhsuk_frontend_jinja", package_path="templates")]
    )
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    env = Environment(**options)  # noqa: S701 - autoescape is switched on by Django's backend
    env.globals.update({"static": static, "url": url, "get_messages": get_messages})
    env.filters.update(FILTERS)
    return env
