"""The Slack edge: payloads in, a queue, answers out. It knows Bolt; the rooms behind it do not."""
