from greencustoms.core.tabular.command import ImportCommand


class Command(ImportCommand):
    help = "Imports focal points from a CSV file or an Excel workbook: all, or nothing if there is any problem."

    kind = "focal-points"
