"""The catalogue: pages of sample data that show every component in every state, and how to serve them to a browser."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.contrib.staticfiles import finders
from django.template.backends.jinja2 import Jinja2

from tests.nhsuk.samples import QUESTIONS, SAMPLES, Finding, filled, in_error

HERE = Path(__file__).parent / "catalogue"
__all__ = ["QUESTIONS", "SAMPLES", "Finding", "filled", "in_error"]
NAMES = ("components", "plan", "ratings", "review", "action", "home")


def engine(folder: Path = HERE) -> Jinja2:
    """The product's own Jinja environment, with the catalogue's folder as well."""
    return Jinja2(
        {
            "NAME": "catalogue",
            "DIRS": [folder],
            "APP_DIRS": True,
            "OPTIONS": {"environment": "springboard.config.jinja.environment"},
        }
    )


def render(name: str, **context: Any) -> str:
    shell = context.pop("shell", sample_shell(name))
    return str(engine().get_template(f"{name}.jinja").render({"shell": shell, **SAMPLES.get(name, {}), **context}))


def sample_shell(name: str) -> SimpleNamespace:
    current = {"plan": "Plan", "action": "Plan", "ratings": "Reports and ratings", "home": "Home"}.get(name, "")
    current = "Reports and ratings" if name == "review" else current
    words = ["Home", "My work", "Plan", "Reports and ratings", "Organisation", "History"]
    nav = [
        SimpleNamespace(text=text, href=f"#{text}", current=text == current, count=7 if text == "My work" else None)
        for text in words
    ]
    return SimpleNamespace(
        trust_name="Northmoor Partnership (example)",
        user_name="Sam Example",
        role_name="Head of quality",
        nav=nav,
        signed_in=True,
        is_example=True,
        account_href="#account",
        search_query="",
    )


def asset(path: str) -> tuple[bytes, str] | None:
    """The body and type of ``/assets/<path>``, as the static files app would find it."""
    found = finders.find(path)
    if not isinstance(found, str):
        return None
    return Path(found).read_bytes(), mimetypes.guess_type(found)[0] or "application/octet-stream"
