"""How long things are kept, how a client's are handed over, and how they go."""
