"""Example CQC-style inspection reports, all fictional, with hand-written truth (development only)."""
