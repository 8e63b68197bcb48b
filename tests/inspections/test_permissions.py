"""Who may open which address of this room, in every state; another trust's report does not exist."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from springboard.accounts.models import User
from springboard.inspections import services
from springboard.inspections.models import Report
from springboard.inspections.urls import urlpatterns
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from tests import factories
from tests.inspections.conftest import Underway

ClientFor = Callable[[User], Client]
READERS = {
    "quality_lead", "administrator", "executive", "unit_lead", "ward_manager", "staff", "expert_by_experience", "board",
}  # fmt: skip
EVERYBODY = READERS | {"external_viewer"}
LEAD = {"quality_lead"}

# address → who may, for a report that has been reviewed / that is under review
ADDRESSES: dict[str, tuple[set[str], set[str]]] = {
    "reports": (EVERYBODY, EVERYBODY),
    "upload": (LEAD, LEAD),
    "report": (READERS, LEAD),
    "progress": (READERS, LEAD),
    "file": (READERS, LEAD),
    "findings-export": (READERS, LEAD),
    "ratings-export": (READERS, LEAD),
    "page": (READERS, LEAD),
    "page-image": (READERS, LEAD),
    "again": (LEAD, LEAD),
    "ours": (LEAD, LEAD),
    "withdraw": (LEAD, LEAD),
    "unread": (LEAD, LEAD),
    "review": (LEAD, LEAD),
    "draft": (LEAD, LEAD),
    "split": (LEAD, LEAD),
    "reject": (LEAD, LEAD),
    "merge": (LEAD, LEAD),
    "bring-back": (LEAD, LEAD),
    "add-by-hand": (LEAD, LEAD),
    "several": (LEAD, LEAD),
    "share": (LEAD, LEAD),
    "end-share": (LEAD, LEAD),
    "check-ratings": (LEAD, LEAD),
    "add-rating": (LEAD, LEAD),
    "finish": (LEAD, LEAD),
    "ratings": (EVERYBODY, EVERYBODY),
    "rating-rules": (EVERYBODY, EVERYBODY),
    "rating": (EVERYBODY, EVERYBODY),
}
POST_ONLY = {"again", "ours", "unread", "bring-back", "end-share"}


def arguments(name: str, report: Report) -> list[object]:
    draft, block = report.drafts.first(), report.unread.first()
    share = report.shares.first()
    assert draft
    assert block
    assert share
    more: dict[str, list[object]] = {
        "findings-export": ["csv"],
        "ratings-export": ["xlsx"],
        "page": [1],
        "page-image": [1],
        "unread": [block.pk],
        "end-share": [share.pk],
    }
    if name in {"reports", "upload", "ratings", "rating-rules"}:
        return []
    if name == "rating":
        return ["acute_picu", "safe"]
    if name in {"draft", "split", "reject", "merge", "bring-back"}:
        return [report.pk, draft.pk]
    return [report.pk, *more.get(name, [])]


@pytest.fixture
def whole(underway: Underway, quality_lead: User, scope: Scope) -> Report:
    """A report with a page picture, a share, and another one whose ratings are in the grid."""
    report = underway()
    page = report.pages.get(number=1)
    page.image = default_storage.save("reports/pages/x/1.png", ContentFile(b"\x89PNG"))
    page.save()
    factories.ReviewShareFactory(report=report, reviewer=quality_lead)
    shown = factories.ReportFactory(trust_id=report.trust_id, reference="CQC-2020-01", state="reviewed")
    factories.RatingFactory(inspection__report=shown, inspection__trust=shown.trust)
    return report


def test_the_table_below_lists_every_address_of_the_room() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(ADDRESSES)


def visit(client: Client, name: str, address: str) -> int:
    answer = client.post(address, {"done": "yes"}) if name in POST_ONLY else client.get(address)
    if answer.streaming:
        list(answer.streaming_content)  # read to its end: that is what closes the file
    return int(answer.status_code)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
@pytest.mark.parametrize("reviewed", [True, False], ids=["reviewed", "under review"])
def test_role_by_address(
    role: str, reviewed: bool, whole: Report, member: Callable[..., User], client_for: ClientFor, quality_lead: User,
    scope: Scope,
) -> None:  # fmt: skip
    if reviewed:
        seen = dict(whole.drafts.values_list("pk", "version"))
        services.finish_review(by=quality_lead, scope=scope, report_id=whole.pk, rest="leave_out", seen=seen)
    client = client_for(member(role))
    allowed, refused = set(), set()
    addresses = {name: reverse(f"inspections:{name}", args=arguments(name, whole)) for name in ADDRESSES}
    for name, allowed_roles in ADDRESSES.items():
        status = visit(client, name, addresses[name])
        assert status in {200, 302, 403, 404}, (name, status)
        (allowed if status in {200, 302} else refused).add(name)
        may = role in allowed_roles[0 if reviewed else 1]
        assert (status in {200, 302}) == may, (role, name, status)
    assert allowed
    assert refused or role == "quality_lead"


def test_nobody_is_let_in_without_signing_in(whole: Report) -> None:
    for name in ADDRESSES:
        address = reverse(f"inspections:{name}", args=arguments(name, whole))
        answer = Client().get(address)
        assert answer.status_code in {302, 405}
        if answer.status_code == 302:
            assert "/account/" in answer.url  # type: ignore[attr-defined]


def test_another_trust_s_report_does_not_exist(
    whole: Report, other_trust: Trust, member: Callable[..., User], client_for: ClientFor
) -> None:
    client = client_for(member("quality_lead", trust_=other_trust))
    for name in set(ADDRESSES) - {"reports", "upload", "ratings", "rating-rules"}:
        address = reverse(f"inspections:{name}", args=arguments(name, whole))
        assert visit(client, name, address) == 404, name
    assert client.get(reverse("inspections:reports")).content.decode().count(whole.reference) == 0
    whole.refresh_from_db()
    assert (whole.state, whole.shares.count()) == ("to_review", 1)


def test_a_draft_is_found_only_under_its_own_report(
    whole: Report, underway: Underway, client_for: ClientFor, quality_lead: User
) -> None:
    other = underway(b"%PDF- other")
    draft = other.drafts.first()
    assert draft
    for name in ("draft", "split", "reject", "merge"):
        address = reverse(f"inspections:{name}", args=[whole.pk, draft.pk])
        assert client_for(quality_lead).get(address).status_code == 404


def test_the_original_is_only_ever_a_download(whole: Report, client_for: ClientFor, quality_lead: User) -> None:
    answer = client_for(quality_lead).get(reverse("inspections:file", args=[whole.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 one"  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="CQC-2026-03.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    default_storage.delete(str(whole.file))
    assert client_for(quality_lead).get(reverse("inspections:file", args=[whole.pk])).status_code == 404


def test_get_changes_nothing_that_needs_a_click(whole: Report, client_for: ClientFor, quality_lead: User) -> None:
    for name in POST_ONLY:
        address = reverse(f"inspections:{name}", args=arguments(name, whole))
        assert client_for(quality_lead).get(address).status_code == 405
