"""Whether what was promised still holds: results that arrive late, in small numbers, judged each morning."""
