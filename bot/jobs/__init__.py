"""What the metronome does: poll what is due, judge what changed, say what is due, send what is intended."""
