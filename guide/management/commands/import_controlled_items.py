from greencustoms.core.tabular.command import ImportCommand


class Command(ImportCommand):
    help = "Imports controlled items from a CSV file or an Excel workbook: all, or nothing if there is any problem."

    kind = "controlled-items"
