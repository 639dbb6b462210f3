"""Search over pages and documents: reading the query, asking the index, showing why something was found."""
