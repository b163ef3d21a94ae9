"""How far the tables can be trusted: agreement with the reference coding and with public data."""
