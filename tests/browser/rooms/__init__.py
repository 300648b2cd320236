"""Room by room at every width, in the full run; the stories walk through them in the sample."""
