"""Tables that people bring and take away: reading, checking, importing and undoing, for any kind of record."""
