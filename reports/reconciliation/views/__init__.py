"""Pages of a reconciliation: rounds, one round, one committee in it, its list."""
