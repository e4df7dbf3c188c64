"""Google Ads over its REST interface."""
