"""A report as JSON, CSV, a workbook, or a table for the terminal. Each writer is loaded when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from springboard.kernel.reports.outputs.as_csv import csv_text
    from springboard.kernel.reports.outputs.as_json import json_text, to_json
    from springboard.kernel.reports.outputs.as_table import print_report
    from springboard.kernel.reports.outputs.as_workbook import write_workbook

__all__ = ["csv_text", "json_text", "print_report", "to_json", "write_workbook"]
_WHERE = {
    "csv_text": "as_csv",
    "json_text": "as_json",
    "to_json": "as_json",
    "print_report": "as_table",
    "write_workbook": "as_workbook",
}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
