"""The organisation as a spreadsheet: three tables (sites, units, people) that are read, compared and
written."""
