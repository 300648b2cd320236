"""The house: one package a flat, floors in docs/architecture.md."""
