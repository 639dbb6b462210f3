"""Guided identification: the graph of questions, the way through it, and what is checked before one is published."""
