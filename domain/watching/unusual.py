"""The unusual: an hourly series that breaks within hours. It never interrupts: it stands in the digest."""
