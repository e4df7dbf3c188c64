"""Slack as an outbox. The only place beside the bot that knows slack_sdk."""
