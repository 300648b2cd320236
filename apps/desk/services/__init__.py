"""What the desk does: each act calls the dossier's one write path and issues its own paper, in one transaction."""
