"""Springboard's library of plain Python: no Django, no templates, usable in a notebook."""
