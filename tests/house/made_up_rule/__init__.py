"""A rule from outside, for the test that adds it to a copy of the house: its module and its words."""
