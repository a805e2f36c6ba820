"""Ports and blocks on both databases."""
