"""What is shown, before any format: items (JSON), columns (listings) and cards (one entry)."""
