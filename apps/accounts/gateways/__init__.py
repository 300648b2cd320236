"""Machines beyond ours that say who somebody is."""
