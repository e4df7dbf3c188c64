"""The questions that people and the clock ask, each with its typed answer: here storage is read and decided upon."""
