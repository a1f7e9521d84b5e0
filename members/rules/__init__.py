"""What the rules and plain arithmetic say of facts. The verb asks them, and the page asks them too."""
