"""The analysis commands: files in, a table or JSON out; no settings, no database, no network."""
