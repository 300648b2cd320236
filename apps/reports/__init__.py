"""The read side: roll-ups folded from facts, the leader's board, figures that anyone can recount.

Floor: above desk, below oversight. It changes no dossier; the one thing it takes is facts from their queue.
"""
