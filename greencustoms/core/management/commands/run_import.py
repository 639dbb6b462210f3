from django.core.management.base import BaseCommand

from greencustoms.core.tabular.runs import work_on


class Command(BaseCommand):
    help = "Does what comes next with an import: checks it, carries it out or undoes it. The admin starts this itself."

    def add_arguments(self, parser):
        parser.add_argument("run", type=int, help="the number of the import")

    def handle(self, *args, run, **options):
        work_on(run)
