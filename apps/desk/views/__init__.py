"""The pages of the desk: counter, inbox, signing room, and every dossier as staff see it."""
