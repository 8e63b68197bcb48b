"""Tables as files: CSV and XLSX that open well in a spreadsheet, in which no cell is ever a formula."""

from springboard.kernel.tables.cells import Cell, safe_text, unshielded
from springboard.kernel.tables.files import Row, Sheet, as_csv, as_xlsx

__all__ = ["Cell", "Row", "Sheet", "as_csv", "as_xlsx", "safe_text", "unshielded"]
