"""Surprise: breaks of hours in hourly or daily series of any KPI, by one setting for all series."""
