"""The tools, a module each: what it answers, and how that is typed."""
