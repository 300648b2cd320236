"""The law of visits: what is done, and when one ends. Pure."""
