"""Who and what there is: clients, channels, campaigns, accounts, and when something is due."""
