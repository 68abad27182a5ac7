"""What may stand in the YAML: rules for values, and the schema made of them."""
