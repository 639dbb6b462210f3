"""To be written: the finder page."""
