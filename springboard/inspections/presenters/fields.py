"""What the form of one finding offers, and the values it starts with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from springboard.frameworks import services
from springboard.inspections.queries import Board


def service_choices(board: Board) -> list[tuple[str, Any]]:
    """The choices of Service: what the report covers first, then every other core service."""
    here = {service["code"] for service in board.report.services if service.get("code")}
    here |= {draft.core_service for draft in board.drafts if draft.core_service}
    known = list(services())
    mine = [(service.code, service.short) for service in known if service.code in here]
    rest = [(service.code, service.short) for service in known if service.code not in here]
    top: list[tuple[str, Any]] = [("", "Not said"), ("trust", "The whole trust")]
    return [*top, *([("In this report", mine)] if mine else []), ("Other services", rest)]


def only_service(board: Board) -> str:
    """The code of the one service the report covers; empty when it covers several or none."""
    codes = {service["code"] for service in board.report.services if service.get("code")}
    return codes.pop() if len(codes) == 1 else ""


def unit_choices(units: Sequence[tuple[int, str, str]]) -> list[tuple[str, Any]]:
    """The choices of Where: wards and teams under the service they belong to."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for pk, name, above in units:
        groups.setdefault(above or "Other teams", []).append((str(pk), name))
    return [("", "The whole service"), *groups.items()]


def initial_of(draft: Any) -> dict[str, Any]:
    """The form's values of one finding."""
    return {
        "level": draft.level,
        "text": draft.text,
        "service": "trust" if draft.trust_wide else draft.core_service,
        "unit": str(draft.unit_id or ""),
        "key_questions": draft.key_questions,
        "regulations": draft.regulations,
        "deadline": draft.deadline,
        "version": draft.version,
    }
