"""Surprise: breaks of hours in hourly or daily series of any KPI, with one setting for all series."""

from domain.anomalies.judge import Judged, judge

__all__ = ["Judged", "judge"]
