"""Papers and pictures of the figures."""
