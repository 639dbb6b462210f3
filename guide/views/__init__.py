"""What stands under the contents of the Guide: finder, cards, guided identification, glossary, focal points."""
