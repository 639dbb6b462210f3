"""What a database knows of the sizes of its tables, by which it chooses an index.

PostgreSQL looks again by itself, a minute or more after a table has grown; SQLite never does. Without it SQLite reads all
pages of a language to find the few of one year. A look at ten thousand pages takes a twentieth of a second.
"""

from django.db import connection

from .tables import chain_of

MANY = 200
"""As few records as this are no reason to look again."""


def look_again(model):
    """Have the database count the tables of that model anew. Works inside a transaction too."""
    with connection.cursor() as cursor:
        for table in [part._meta.db_table for part in chain_of(model)]:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def look_at_everything():
    """Have the database count all its tables anew."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
