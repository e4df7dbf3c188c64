"""What is counted. Labels are bounded: kinds, reasons and sources, never names of clients or people."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.001, 0.005, 0.02, 0.1, 0.3, 1, 3, 10, 30)


class Metrics:
    """A registry of its own, so that two bots in one process (tests) do not meet."""

    def __init__(self) -> None:
        self.registry = own = CollectorRegistry()
        self.received = Counter("vigia_received", "What came in from Slack", ["kind"], registry=own)
        self.answered = Histogram(
            "vigia_answer_seconds", "From receiving to having answered", ["kind"], buckets=SECONDS, registry=own
        )
        self.failed = Counter("vigia_failures", "Answers and jobs that ended in a bug", ["where"], registry=own)
        self.polls = Counter("vigia_polls", "Polls by source and outcome", ["source", "outcome"], registry=own)
        self.rows = Counter("vigia_poll_rows", "Rows received by polls", ["source"], registry=own)
        self.decisions = Counter("vigia_decisions", "Notices by what was decided", ["reason"], registry=own)
        self.sent = Counter("vigia_deliveries", "Deliveries settled by a sender run", registry=own)
        self.waiting = Gauge("vigia_waiting", "Accounts, subscriptions and deliveries now due", registry=own)

    def page(self) -> bytes:
        """The text format that Prometheus reads."""
        return generate_latest(self.registry)
