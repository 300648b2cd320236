"""Changes to the catalogue: records of a file become versions, our own catalogue becomes offers."""
