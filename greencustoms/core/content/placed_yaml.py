"""YAML that remembers where everything stands.

Of the guesses that YAML makes only the useful ones are left: true and false, whole numbers, days such as 2012-05-29,
and nothing. All else is text, so that the country code NO is not taken for "false", nor 12:30 for 750.
"""

import re
from datetime import date
from pathlib import Path

import yaml

from .problems import Place, Problems


class PlacedDict(dict):
    """A mapping that knows its first and last line, and on which line each of its keys stands."""

    def __init__(self, place: Place, last_line: int | None = None):
        super().__init__()
        self.place = place
        self.last_line = last_line or place.line
        self.places = {}


class PlacedList(list):
    """A list that knows on which line it begins and on which line each of its items stands."""

    def __init__(self, place: Place):
        super().__init__()
        self.place = place
        self.places = []


class PlacedLoader(yaml.SafeLoader):
    yaml_implicit_resolvers = {}

    def __init__(self, text: str, file: str, problems: Problems):
        super().__init__(text)
        self.file = file
        self.problems = problems

    def place(self, node):
        return Place(self.file, node.start_mark.line + 1)

    def placed_dict(self, node):
        end = node.end_mark
        values = PlacedDict(self.place(node), last_line=end.line + bool(end.column))
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                self.problems.add(self.place(key_node), f"a key must be a word, not “{key}”")
            elif key in values:
                self.problems.add(self.place(key_node), f"‘{key}’ stands here a second time")
            else:
                values[key] = self.construct_object(value_node, deep=True)
                values.places[key] = self.place(key_node)
        return values

    def placed_list(self, node):
        values = PlacedList(self.place(node))
        for item in node.value:
            values.append(self.construct_object(item, deep=True))
            values.places.append(self.place(item))
        return values

    def day(self, node):
        """A day; text that looks like a day but is in no calendar stays text, and is refused where a day is wanted."""
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            return node.value


def recognise(kind, pattern, first_characters):
    PlacedLoader.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(pattern), list(first_characters))


recognise("bool", r"^(?:true|false)$", "tf")
recognise("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789")
recognise("timestamp", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "0123456789")
recognise("null", r"^(?:~|null|)$", ["~", "n", ""])
PlacedLoader.add_constructor("tag:yaml.org,2002:map", PlacedLoader.placed_dict)
PlacedLoader.add_constructor("tag:yaml.org,2002:seq", PlacedLoader.placed_list)
PlacedLoader.add_constructor("tag:yaml.org,2002:timestamp", PlacedLoader.day)


def read_yaml(path: Path, file: str, problems: Problems):
    """Return what that file holds; None where it cannot be read, which is noted. `file` is its name in messages."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        problems.add(Place(file), "this file is not UTF-8 text")
        return None
    try:
        found = PlacedLoader(text, file, problems).get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = ", ".join(part for part in (error.context, error.problem) if part)
        problems.add(Place(file, mark.line + 1 if mark else 1), f"this is not valid YAML: {reason}")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problems.add(Place(file, line), f"this is not valid YAML: {error.reason}")
    else:
        if found is None:
            problems.add(Place(file), "this file is empty")
        return found
    return None
