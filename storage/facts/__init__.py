"""What the platforms and the CRM said: performance, contacts, deals, rates, and when it was read."""
