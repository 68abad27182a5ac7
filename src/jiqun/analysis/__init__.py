"""What follows from the base: selections, counts, progress, completeness."""
