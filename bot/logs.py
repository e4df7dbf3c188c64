"""Structured logs, one JSON object a line, without secrets or personal data."""

import logging
import sys
from collections.abc import Iterable, MutableMapping
from typing import Any

import structlog

from bot import scrub


def configure(level: str, secrets: Iterable[str] = ()) -> None:
    """Send our own and the libraries' logs through one pipeline to standard error; `secrets` are never shown."""
    known = tuple(secrets)
    logging.raiseExceptions = False  # else a line that cannot be written is printed as it was, secrets and all

    def scrubbed(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        hidden: dict[str, Any] = scrub.inside(event, known)
        return hidden

    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                scrubbed,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("slack_sdk", "aiohttp.access", "matplotlib", "alembic"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    # It warns whenever a tick takes longer than its interval, which is no trouble: the next one does the rest.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def log(name: str) -> structlog.stdlib.BoundLogger:
    """A logger that takes an event and its facts as keywords."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger
