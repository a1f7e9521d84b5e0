"""Pages of this app, by topic."""
