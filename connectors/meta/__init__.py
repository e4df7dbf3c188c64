"""Meta (Facebook, Instagram) over the Marketing API."""
