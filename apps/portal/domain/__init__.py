"""What the doors know without asking anybody."""
