"""What people ask in their own words, and how much of it is understood: `python -m tests.understanding`.

Two thirds of the sentences are there to be read by whoever works on the words; a third is held back, so that it tells
how well sentences are understood that nobody has seen.
"""
