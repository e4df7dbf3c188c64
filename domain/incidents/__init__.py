"""Incidents: what can be wrong, how sure one is, where it stands, who has it, and what is worth saying when."""
