"""Listings of what is computed: one module for each that is no kind of entry."""
