"""Batch pipeline of the mortgage screening model."""
