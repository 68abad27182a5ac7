"""Text: comparable keys, readings, widths, line breaks, scripts, and facts in words."""
