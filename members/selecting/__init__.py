"""Own lists: whom one asks for (criteria), what is shown of them (columns), on a day; on the screen and as a file."""
