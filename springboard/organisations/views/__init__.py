"""Translate input, make one call, translate the result; the permission is the first line."""
