"""Each room of the catalogue by itself, at every width; the story walks through them in the sample."""
