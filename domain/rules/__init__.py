"""Watching: everything that is known of a client becomes findings, one for each thing that is watched."""
