"""What may stand in the YAML and in what is made of it: rules for values, and fields."""

# Raised when a key of JSON, or an exported table or field, changes its name or its meaning.
SCHEMA_VERSION = 2
