"""Changes of money. Whoever changes what a dossier owes holds the dossier's row first, then its demands by number."""
