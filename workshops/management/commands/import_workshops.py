from greencustoms.core.tabular.command import ImportCommand


class Command(ImportCommand):
    help = "Imports workshops from a CSV file or an Excel workbook: all of it, or nothing if there is any problem."

    kind = "workshops"
