from django.urls import path, re_path, register_converter

from springboard.plan.views import actions, exports, findings, plan, programmes, raising


class ActionReference:
    """``A-118``, as it is spoken."""

    regex = "[Aa]-[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        return int(value[2:])

    def to_url(self, value: str | int) -> str:
        return value if isinstance(value, str) else f"A-{value}"


class RowId:
    """A number that every database can look up; a longer one is not there."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(ActionReference, "action_reference")
register_converter(RowId, "row_id")

app_name = "plan"
urlpatterns = [
    path("", plan.plan, name="plan"),
    path("grid/", plan.grid, name="grid"),
    path("print/", plan.printed, name="print"),
    path("plan.csv", exports.plan_csv, name="export-csv"),
    path("plan.xlsx", exports.plan_xlsx, name="export-xlsx"),
    path("findings/", findings.register, name="findings"),
    path("findings/findings.csv", exports.findings_csv, name="findings-csv"),
    path("findings/findings.xlsx", exports.findings_xlsx, name="findings-xlsx"),
    path("findings/raise/", raising.raise_finding, name="finding-raise"),
    path("findings/<row_id:finding_id>/respond/", findings.respond, name="finding-respond"),
    path("findings/<row_id:finding_id>/cqc-answer/", findings.challenge_answered, name="finding-cqc-answer"),
    path("findings/<row_id:finding_id>/decide/", findings.decide, name="finding-decide"),
    path("findings/<row_id:finding_id>/undecide/", findings.undecide, name="finding-undecide"),
    path("findings/<row_id:finding_id>/key-questions/", findings.key_questions, name="finding-key-questions"),
    path("findings/<row_id:finding_id>/tie/", findings.tie, name="finding-tie"),
    path("findings/<row_id:finding_id>/merge/", findings.merge, name="finding-merge"),
    path("findings/<row_id:finding_id>/unmerge/", findings.unmerge, name="finding-unmerge"),
    path("findings/<row_id:finding_id>/withdraw/", findings.withdraw, name="finding-withdraw"),
    path("findings/<row_id:finding_id>/restore/", findings.restore, name="finding-restore"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/add/", programmes.add, name="programme-add"),
    path("programmes/<row_id:programme_id>/rename/", programmes.rename, name="programme-rename"),
    path("programmes/<row_id:programme_id>/close/", programmes.close, name="programme-close"),
    path("programmes/<row_id:programme_id>/reopen/", programmes.reopen, name="programme-reopen"),
    path("actions/add/", actions.add, name="action-add"),
    path("actions/<row_id:action_id>/change/", actions.change, name="action-change"),
    path("actions/<row_id:action_id>/agree/", actions.agree, name="action-agree"),
    path("actions/<row_id:action_id>/update/", actions.update, name="action-update"),
    path("actions/<row_id:action_id>/stuck/", actions.stuck, name="action-stuck"),
    path("actions/<row_id:action_id>/unstuck/", actions.unstuck, name="action-unstuck"),
    path("actions/<row_id:action_id>/claim/", actions.claim, name="action-claim"),
    path("actions/<row_id:action_id>/not-done/", actions.not_done, name="action-not-done"),
    path("actions/<row_id:action_id>/untie/<row_id:finding_id>/", actions.untie, name="action-untie"),
    path("actions/<row_id:action_id>/withdraw/", actions.withdraw, name="action-withdraw"),
    path("<action_reference:number>", actions.action, name="action"),
    re_path(r"^finding/(?P<reference>[A-Za-z0-9./-]{1,60})$", findings.finding, name="finding"),
]
