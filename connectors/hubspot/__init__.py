"""HubSpot over its dated API, with a service key."""
