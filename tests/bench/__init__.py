"""Speed as ratios: a baseline and ours, interleaved in one run, each in a process of its own. Never a test."""
