"""What can be wrong with a table, told to someone who does not program."""

from dataclasses import dataclass


class UnreadableFileError(Exception):
    """The file as a whole cannot be read. Its text says why, and what to do."""


class CellError(Exception):
    """One cell cannot be read. Its text says why, and what to write instead."""


@dataclass(frozen=True)
class Problem:
    """Why a table cannot be imported: on which row and in which column; row 0 stands for the table as a whole."""

    row: int
    column: str
    message: str

    def as_json(self):
        return {"row": self.row, "column": self.column, "message": self.message}
