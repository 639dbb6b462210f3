"""The questions as a graph: the way through it that an address tells, what is still possible, and what is wrong with it.

The address holds the whole way, as `gas-cylinder.label.no-label`: a door, then the name of each answer. `x` stands for
"I cannot tell". Whatever in it makes no sense ends the way there, so that every address shows a question.
"""

from dataclasses import dataclass, field

CANNOT_TELL = "x"
BETWEEN = "."
LONGEST_WAY = 40


@dataclass(frozen=True)
class Step:
    """A question and the answer given to it; None if the officer could not tell."""

    question: object
    answer: object
    path: str
    """The address that asks this question again."""


@dataclass
class Possible:
    """What the goods may still be: categories as a whole, and single items. Both in the order they are met."""

    categories: dict = field(default_factory=dict)
    item_ids: dict = field(default_factory=dict)

    def add(self, answer):
        if answer.category:
            self.categories.setdefault(answer.category_id, answer.category)
        self.item_ids.update(dict.fromkeys(answer.item_ids))


@dataclass
class Place:
    """Where a way has led: to a question, or to its end with the last step that was taken."""

    steps: list
    path: str
    question: object = None

    @property
    def outcome(self):
        """The answer at the end of the way, if it leads to anything; None while a question is open."""
        answer = self.steps[-1].answer if self.steps and not self.question else None
        return answer if answer and (answer.category or answer.item_ids or answer.is_not_listed) else None

    @property
    def is_cannot_tell(self):
        """The way has ended, and nothing is known: the officer cannot tell, or what came next was unpublished."""
        return bool(self.steps) and not self.question and not self.outcome

    def after(self, key):
        """The address of the next place."""
        return f"{self.path}{BETWEEN}{key}"


class Graph:
    """The published questions by their slugs. A link to a question that is not among them counts as none."""

    def __init__(self, questions):
        self.by_slug = {question.slug: question for question in questions}

    @property
    def doors(self):
        return [question for question in self.by_slug.values() if question.is_door]

    def next_after(self, question, answer):
        """The question that follows an answer, or follows not knowing one."""
        goal = answer.next_question if answer else question.if_unsure
        return self.by_slug.get(goal.slug) if goal else None

    def walk(self, path: str) -> Place | None:
        """Follow an address as far as it makes sense. None if it does not even begin at a door."""
        first, *keys = path.split(BETWEEN)[: LONGEST_WAY + 1]
        question = self.by_slug.get(first)
        if question is None or not question.is_door:
            return None
        place = Place([], first, question)
        for key in keys:
            answer = next((one for one in question.answers.all() if one.key == key), None)
            if answer is None and key != CANNOT_TELL:
                break
            place.steps.append(Step(question, answer, place.path))
            place.path = place.after(key)
            question = place.question = self.next_after(question, answer)
            if question is None:
                break
        return place

    def possible_from(self, question) -> Possible:
        """All that can still come out, whatever is answered from here on."""
        possible, seen, waiting = Possible(), set(), [question]
        while waiting:
            asked = waiting.pop(0)
            if asked is None or asked.slug in seen:
                continue
            seen.add(asked.slug)
            for answer in asked.answers.all():
                possible.add(answer)
                waiting.append(self.next_after(asked, answer))
            waiting.append(self.next_after(asked, None))
        return possible

    def possible_at(self, place: Place) -> Possible:
        """What is still possible there; at the end of a way what its last answer names."""
        if place.question:
            return self.possible_from(place.question)
        if place.is_cannot_tell:
            return self.possible_from(place.steps[-1].question)
        possible = Possible()
        possible.add(place.outcome)
        return possible


def find_loop(start: int, goals: dict[int, set[int]]) -> list[int]:
    """Return the ids of the questions of a loop through that one, in order; none if there is no such loop."""
    ways = [[start]]
    seen = set()
    while ways:
        way = ways.pop()
        for goal in goals.get(way[-1], ()):
            if goal == start:
                return way
            if goal not in seen:
                seen.add(goal)
                ways.append([*way, goal])
    return []
