"""A document as a Word file, from the structure that a screen reader gets in the PDF."""
