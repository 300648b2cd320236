"""The law of the office: duties and the registry of settings."""
