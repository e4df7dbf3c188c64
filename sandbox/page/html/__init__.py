"""Slack's message objects as HTML: pure functions from dictionaries to escaped markup."""
