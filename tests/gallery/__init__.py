"""Every kind of picture in every case that bends it, for people to look at."""
