"""Setting up the demonstration: a fictional commune, its people, and what happened to their dossiers."""
