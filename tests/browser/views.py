"""Every page of the product with the states it can be in; a test holds this list against the addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

REPORT, FINDING, ACTION = "inspections:report", "plan:finding", "plan:action"


@dataclass(frozen=True)
class View:
    """A page: its route, the planted things in its address (by name, or the value itself), who looks ("" for somebody
    not signed in), its query, and the status it answers."""

    route: str
    args: tuple[str | int, ...] = ()
    who: str = "quality"
    query: str = ""
    status: int = 200

    def path(self, ids: Mapping[str, Any]) -> str:
        args = [ids.get(arg, arg) if isinstance(arg, str) else arg for arg in self.args]
        return reverse(self.route, args=args) + (f"?{self.query}" if self.query else "")

    def __str__(self) -> str:
        return "-".join(filter(None, [self.route, *map(str, self.args), self.who, self.query]))


@dataclass(frozen=True)
class Wrong:
    """A form sent with nothing in it but ``typed``: the page it stands on, and the route that takes it (the page's
    own when not given)."""

    page: View
    to: str = ""
    args: tuple[str, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.to or self.page.route}-{self.page.who}"


def _admin(route: str, *args: str, query: str = "") -> View:
    return View(f"organisations:{route}", args, "admin", query)


FILLED = (
    *(View(route) for route in ("home", "my-work", "search", "history", "account")),
    View("home", who="hazel"),
    View("home", who="viewer"),
    View("my-work", who="hazel"),
    View("my-work", who="viewer"),
    View("search", query="q=supervision"),
    View("search", query="q=xylophone"),
    View("history", query="person=1"),
    View("account", who="roleless"),
    *(View(f"inspections:{route}") for route in ("reports", "upload", "ratings", "rating-rules")),
    *(View(REPORT, (state,)) for state in ("report", "review", "unreadable", "theirs", "reading", "withdrawn")),
    View(REPORT, ("report",), who="hazel"),
    View("inspections:page", ("review", "page")),
    View("inspections:withdraw", ("theirs",)),
    View("inspections:review", ("review",)),
    *(View("inspections:draft", ("review", one)) for one in ("draft", "alike", "accepted", "left_out")),
    *(View(f"inspections:{route}", ("review", "draft")) for route in ("split", "reject", "merge")),
    View("inspections:merge", ("review", "draft"), query="words=restraint"),
    *(View(f"inspections:{route}", ("review",)) for route in ("add-by-hand", "several", "share", "finish")),
    View("inspections:add-by-hand", ("review",), query="page=3"),
    View("inspections:several", ("review",), query="which=must"),
    View("inspections:check-ratings", ("review",)),
    View("inspections:add-rating", ("report",)),
    View("inspections:ratings", who="viewer"),
    View("inspections:rating", ("rating_row", "rating_question")),
    View("inspections:rating", ("trust", "overall")),
    *(View(f"plan:{route}") for route in ("plan", "grid", "print", "findings", "finding-raise", "action-add")),
    View("plan:plan", query="text=nothing+holds+this"),
    View("plan:plan", query="group=owner"),
    View("plan:plan", query="page=2"),
    View("plan:plan", query="page=99&group=level"),
    View("plan:findings", query="page=2"),
    View("plan:plan", who="hazel"),
    View("plan:plan", who="viewer"),
    View("plan:findings", query="text=nothing+holds+this"),
    *(
        View(FINDING, (state,))
        for state in ("waiting", "answered", "decided", "challenged", "kept", "merged", "withdrawn_finding")
    ),
    View(FINDING, ("answered",), who="hazel"),
    *(View(ACTION, (state,)) for state in ("bare", "stuck", "claimed", "going", "withdrawn_action")),
    View(ACTION, ("claimed",), who="hazel"),
    View("plan:action-change", ("bare_id",)),
    View("plan:programmes"),
    View("plan:programmes", who="acute.lead"),
    View("organisations:tree"),
    View("organisations:unit", ("unit",)),
    *map(_admin, ("tree", "add-unit", "sites", "people", "add-person", "import")),
    *(_admin("unit", one) for one in ("unit", "service", "closed_unit")),
    *(_admin(route, "service") for route in ("change-unit", "move-unit")),
    _admin("close-unit", "unit"),
    _admin("change-site", "site"),
    *(_admin(route, "person") for route in ("person", "change-person", "give-role")),
    _admin("person", "closed_person"),
    _admin("people", query="q=nobody+of+this+name"),
    View("account_logout"),
    View("account_change_password"),
    View("account_reauthenticate"),
    *(
        View(route, who="")
        for route in (
            "account_login", "account_inactive", "account_reset_password", "account_reset_password_done",
            "account_reset_password_from_key_done", "socialaccount_login_cancelled",
        )
    ),
    View("socialaccount_login_error", who="", status=401),
)  # fmt: skip

# A trust that has just begun: nobody and nothing but the person who looks.
EMPTY = (
    *(View(route, who="empty.lead") for route in ("home", "my-work", "search", "account", "history")),
    View("search", who="empty.lead", query="q=anything"),
    *(View(f"inspections:{route}", who="empty.lead") for route in ("reports", "upload", "ratings", "rating-rules")),
    *(
        View(f"plan:{route}", who="empty.lead")
        for route in ("plan", "grid", "print", "findings", "finding-raise", "action-add", "programmes")
    ),
    *(
        View(f"organisations:{route}", who="empty.admin")
        for route in ("tree", "add-unit", "sites", "people", "add-person", "import")
    ),
    View("history", who="empty.admin"),
)

_DAY = {"deadline-day": "31", "deadline-month": "2", "deadline-year": "2026"}
_DRAFT = View("inspections:draft", ("review", "draft"))
WRONG = (
    Wrong(View("inspections:upload")),
    Wrong(View("inspections:withdraw", ("theirs",))),
    Wrong(_DRAFT, typed=_DAY | {"reg-0": "no number"}),
    Wrong(View("inspections:split", ("review", "draft"))),
    Wrong(View("inspections:reject", ("review", "draft"))),
    Wrong(View("inspections:add-by-hand", ("review",)), typed={"page": "9999"}),
    Wrong(View("inspections:share", ("review",)), typed={"first_page": "9", "last_page": "2"}),
    Wrong(View("inspections:finish", ("review",))),
    Wrong(View("inspections:add-rating", ("report",)), typed={"page": "0"}),
    Wrong(View("inspections:merge", ("review", "alike")), typed={"into": ""}),
    Wrong(View("plan:finding-raise"), typed=_DAY),
    Wrong(View("plan:action-add"), typed={"due-day": "31", "due-month": "2"}),
    Wrong(View("plan:action-change", ("bare_id",)), typed={"due-day": "31", "due-month": "2"}),
    Wrong(View(FINDING, ("waiting",)), "plan:finding-respond", ("waiting_id",), {"version": "1"}),
    Wrong(View(FINDING, ("waiting",)), "plan:finding-decide", ("waiting_id",), {"version": "1"}),
    Wrong(View(FINDING, ("waiting",)), "plan:finding-withdraw", ("waiting_id",), {"version": "1"}),
    Wrong(View(FINDING, ("waiting",)), "plan:finding-tie", ("waiting_id",)),
    Wrong(View(FINDING, ("challenged",)), "plan:finding-cqc-answer", ("challenged_id",), {"version": "1"}),
    Wrong(View(ACTION, ("going",)), "plan:action-update", ("going_id",)),
    Wrong(View(ACTION, ("going",)), "plan:action-stuck", ("going_id",)),
    Wrong(View(ACTION, ("going",), "acute.lead"), "plan:action-claim", ("going_id",)),
    Wrong(View(ACTION, ("going",)), "plan:action-withdraw", ("going_id",)),
    Wrong(View(ACTION, ("stuck",)), "plan:action-unstuck", ("stuck_id",)),
    Wrong(View(ACTION, ("claimed",)), "plan:action-not-done", ("claimed_id",)),
    Wrong(View("plan:programmes"), "plan:programme-add"),
    Wrong(View("plan:programmes"), "plan:programme-rename", ("programme",)),
    Wrong(_admin("add-unit")),
    Wrong(_admin("change-unit", "service")),
    Wrong(_admin("move-unit", "service"), typed={"parent": "unit"}),
    Wrong(_admin("close-unit", "unit"), typed={"closed_on-day": "31", "closed_on-month": "2"}),
    Wrong(_admin("sites")),
    Wrong(_admin("change-site", "site"), typed={"postcode": "nowhere at all"}),
    Wrong(_admin("add-person"), typed={"email": "no address", "starts_on-day": "x"}),
    Wrong(_admin("change-person", "person")),
    Wrong(_admin("give-role", "person"), typed={"role": "external_viewer"}),
    Wrong(_admin("import")),
    Wrong(View("account_login", who="")),
    Wrong(View("account_reset_password", who="")),
    Wrong(View("account_change_password")),
    Wrong(View("account_reauthenticate")),
)

# Looked at in the story of the second factor, because they need one that is being set up.
SECOND_FACTOR = frozenset({
    "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
})  # fmt: skip
# The link works for one browser session, so it has a test of its own.
BY_LINK = frozenset({"account_reset_password_from_key"})

# A form of one button, or of ticks: nothing can be typed wrong. What it refuses is told on the page it stands on.
ONE_BUTTON = frozenset({
    "inspections:again", "inspections:ours", "inspections:unread", "inspections:bring-back", "inspections:end-share",
    "plan:finding-undecide", "plan:finding-merge", "plan:finding-unmerge", "plan:finding-restore",
    "plan:finding-key-questions", "plan:action-untie", "plan:action-agree", "plan:programme-close",
    "plan:programme-reopen",
    "organisations:reopen-unit", "organisations:end-role", "organisations:invite", "organisations:close-person",
    "organisations:open-person", "organisations:forget-second-factor", "organisations:import-confirm", "switch-trust",
})  # fmt: skip
# A form that goes to an address of its own and comes back to its page with what is wrong: each is in WRONG.
COMES_BACK = frozenset({
    "plan:finding-respond", "plan:finding-cqc-answer", "plan:finding-decide", "plan:finding-withdraw",
    "plan:finding-tie", "plan:action-update", "plan:action-stuck",
    "plan:action-unstuck", "plan:action-claim", "plan:action-not-done", "plan:action-withdraw",
    "plan:programme-add", "plan:programme-rename",
})  # fmt: skip
NOT_PAGES = {
    "health": "one word for machines",
    "health-ready": "JSON for machines",
    "inspections:progress": "JSON for the page that waits",
    "inspections:file": "a download",
    "inspections:findings-export": "a download",
    "inspections:ratings-export": "a download",
    "inspections:page-image": "an image",
    "plan:export-csv": "a download",
    "plan:export-xlsx": "a download",
    "plan:findings-csv": "a download",
    "plan:findings-xlsx": "a download",
    "organisations:template": "a download",
    "organisations:export": "a download",
    "mfa_download_recovery_codes": "a download",
    "openid_connect_login": "leads to the identity provider; not set up here",
    "openid_connect_callback": "comes from the identity provider; not set up here",
    **dict.fromkeys(ONE_BUTTON | COMES_BACK, "only takes a form"),
}
