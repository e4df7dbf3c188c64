"""What Vigía knows about campaigns, goals and people, without clock, sockets, files or environment."""
