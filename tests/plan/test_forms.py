"""Every form of a page: ids of its own, and whatever is missing said in a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from django import forms
from django.test import Client

from springboard.accounts.models import User
from springboard.plan import forms as given
from springboard.plan.models import Action, Finding
from tests.plan.conftest import Place

FORMS = [getattr(given, name) for name in given.__all__]
CHALLENGE = {"version": "1", "response": "challenged", "challenge_text": "There were 12 beds", "sent_on-day": "9",
             "sent_on-month": "11", "sent_on-year": "2026"}  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_what_is_missing_is_said_in_a_sentence(form: type[forms.Form]) -> None:
    empty = form({})
    missing = [(name, text) for name in empty.errors if name != "version" for text in empty.errors[name]]
    assert missing or form.__name__ in {"VersionForm", "MergeForm", "QuestionsForm"}
    for name, text in missing:
        assert re.fullmatch(r"[A-Z][^?:]+\.", text), (name, text)
        assert "This field" not in text or name == "other", (name, text)


@pytest.fixture
def pages(
    client_for: Callable[[User], Client],
    quality_lead: User,
    place: Place,
    found: Callable[..., Finding],
    added: Callable[..., Action],
) -> dict[str, str]:
    """Every page of the plan with every form it can show, by address."""
    desk = client_for(quality_lead)
    text = "Staff must have regular supervision."
    waiting, other = found("must", text), found("must", text, source_reference="CQC-2025-09")
    desk.post(f"/plan/findings/{other.pk}/respond/", CHALLENGE)
    going = added(waiting, owner=quality_lead, agreed=True)
    desk.post(f"/plan/actions/{going.pk}/stuck/", {"why": "No cover"})
    done = added(owner=quality_lead, agreed=True)
    desk.post(f"/plan/actions/{done.pk}/claim/", {"version": done.version, "text": "Done"})
    paths = ["/plan/", "/plan/?only=waiting", "/plan/grid/", "/plan/print/", "/plan/findings/", "/plan/findings/raise/",
             "/plan/programmes/",
             f"/plan/finding/{waiting}", f"/plan/finding/{other}", f"/plan/{going}", f"/plan/{done}",
             f"/plan/actions/{going.pk}/change/", "/plan/actions/add/"]  # fmt: skip
    found_pages = {path: desk.get(path) for path in paths}
    assert {page.status_code for page in found_pages.values()} == {200}
    return {path: page.content.decode() for path, page in found_pages.items()}


def test_no_id_stands_twice_on_a_page_and_every_label_names_one_box(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        ids = Counter(re.findall(r'\sid="([^"]+)"', page))
        assert [name for name, times in ids.items() if times > 1] == [], path
        labelled = re.findall(r'<label[^>]* for="([^"]+)"', page)
        assert set(labelled) <= set(ids), path
        assert len(labelled) == len(set(labelled)), path


def test_the_error_summary_is_a_sentence_that_leads_to_its_box(
    client_for: Callable[[User], Client], quality_lead: User, added: Callable[..., Action]
) -> None:
    action = added(owner=quality_lead, agreed=True)
    answer = client_for(quality_lead).post(f"/plan/actions/{action.pk}/claim/", {"version": action.version})
    page = answer.content.decode()
    assert '<a href="#claim_text">Write what was done.</a>' in page
    assert page.count('id="claim_text"') == 1
