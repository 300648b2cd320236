"""Opinions: invitations to vote and the votes themselves, kept so that nobody can join them.

Floor: above dossiers and visits, below desk. A token is burned in one table, the answer stands in another (ruling 15).
"""
