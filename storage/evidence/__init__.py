"""What was known on a morning, put together for judging."""
