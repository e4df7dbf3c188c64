"""Slack's limits on messages and views, written from its documentation."""
