"""Spend against a flight's plan: its curve, where it leads, how surely, and what a day should cost from now on."""
