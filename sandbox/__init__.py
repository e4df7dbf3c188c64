"""A local Slack workspace and local ad and CRM services, fed by one seeded world. Its own process, sharing no code."""
