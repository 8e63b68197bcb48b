"""Springboard: a CQC report goes in, one live improvement plan comes out."""

__version__ = "0.1.0"
