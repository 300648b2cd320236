"""Every page a citizen sees, and the doors of the house."""
