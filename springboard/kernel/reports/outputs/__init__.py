"""A report as JSON, CSV, a workbook, or a table for the terminal."""

from springboard.kernel.reports.outputs.as_csv import csv_text
from springboard.kernel.reports.outputs.as_json import json_text, to_json
from springboard.kernel.reports.outputs.as_table import print_report
from springboard.kernel.reports.outputs.as_workbook import write_workbook

__all__ = ["csv_text", "json_text", "print_report", "to_json", "write_workbook"]
