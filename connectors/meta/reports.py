"""Asynchronous reports, for windows that Meta does not answer at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from connectors.decoding import decode
from connectors.meta.client import MetaClient
from connectors.meta.errors import GraphError, judge
from connectors.meta.wire import PAGE, Insight, Job, Page, Split, Submitted, insights_params
from connectors.problems import Wait
from domain.errors import Transient
from domain.window import Window

LOOKS = (1.0, 2.0, 4.0, 8.0, 15.0)  # seconds between looks at a running report
LATER = 120.0  # seconds until the next poll looks again
RESUMABLE = timedelta(minutes=30)  # a report is not asked for again while this one may still be running

Key = tuple[str, Window, Split]


@dataclass(slots=True)
class Reports:
    """The reports that are running, so that the next poll goes on where this one stopped waiting."""

    now: Callable[[], datetime]
    _running: dict[Key, tuple[str, datetime]] = field(default_factory=dict)

    async def fetch(self, client: MetaClient, account: str, window: Window, split: Split) -> list[Insight]:
        """The rows of a window in one split. Transient while the report runs longer than we wait."""
        key = (account, window, split)
        run = await self._submitted(client, key)
        for seconds in LOOKS:
            job = decode(await client.get(account, run, {}), Job)
            if job.async_status == "Job Completed":
                rows = await client.pages(account, f"{run}/insights", {"limit": str(PAGE)}, Page[Insight])
                self._running.pop(key, None)
                return rows
            if job.async_status in {"Job Failed", "Job Skipped"}:
                self._running.pop(key, None)
                raise self._failure(job)
            await client.caller.sleep(seconds)
        raise Transient("Meta is still working on the report", LATER, "report_running")

    async def _submitted(self, client: MetaClient, key: Key) -> str:
        account, window, split = key
        run, since = self._running.get(key, ("", self.now()))
        if not run or self.now() - since > RESUMABLE:
            body = await client.post(account, f"{account}/insights", insights_params(window, split))
            run = str(decode(body, Submitted).report_run_id)
            self._running[key] = (run, self.now())
        return run

    @staticmethod
    def _failure(job: Job) -> Exception:
        if job.error_code or job.error_subcode:
            return judge(GraphError(job.error_code, job.error_subcode), 200)
        return Transient(f"Meta's report ended as {job.async_status}", LATER, Wait.SERVER.value)
