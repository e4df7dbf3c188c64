"""Notices to the person in charge: what only they can mend, what waits for their word, what may not have arrived."""
