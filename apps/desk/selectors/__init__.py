"""Questions of the desk: who may be handed a dossier, what lies where, one dossier whole."""
