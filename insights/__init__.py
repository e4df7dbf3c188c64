"""The questions that people and the clock ask, each with its typed answer: the room that reads storage and decides."""
