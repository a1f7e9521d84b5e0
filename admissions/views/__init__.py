"""Pages of an admission."""
