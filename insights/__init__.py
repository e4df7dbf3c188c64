"""The questions that people and the clock ask, each with its typed answer; the one room that reads storage and decides."""
