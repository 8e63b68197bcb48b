"""Decisions of the pages that look across rooms; no queries."""
