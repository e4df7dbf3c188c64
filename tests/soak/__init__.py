"""`make soak`: bots that are killed and paused at random, against one that nobody disturbs."""
