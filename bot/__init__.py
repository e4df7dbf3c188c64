"""The running process: settings, wiring, the Slack app, the HTTP app, the scheduler and the command line."""
