"""What people read, parsed again by code of its own, and held against itself and against what is stored."""
