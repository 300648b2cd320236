"""The law of a dossier: life cycle, promise, timeliness, codes, the chain."""
