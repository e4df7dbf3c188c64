"""Simulations with a known truth: how often the judgements are right. `python -m tests.simulate` prints the table."""
