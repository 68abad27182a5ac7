"""The page: one file in which the base is browsed, searched and shared, without a network."""
