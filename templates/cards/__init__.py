"""Whole messages, one module per kind."""
