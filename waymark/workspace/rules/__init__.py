"""How the register and a record put facts into words. Pure."""
