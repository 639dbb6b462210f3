"""The map of where workshops were held: land without borders, and a point for each place."""
