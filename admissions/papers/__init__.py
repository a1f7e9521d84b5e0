"""Printed papers of an admission: of one file, of a class, over many files."""
