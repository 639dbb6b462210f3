"""How well items fit, gathered from all that matched."""

from dataclasses import dataclass, field
from functools import cached_property

from .reasons import Why
from .records import CERTAIN, NAMED, NEAR

RANK = {CERTAIN: 0, NAMED: 1, NEAR: 2}
REASONS = 3


@dataclass(frozen=True, slots=True)
class Match:
    """One thing of an item that fits the query: how well, why, and how sure that is."""

    item: int
    score: float
    why: Why
    strength: str


@dataclass
class Scored:
    """All that fits of one item. The best counts in full; each further kind of proof adds a little."""

    item: int
    matches: list[Match] = field(default_factory=list)

    @cached_property
    def score(self):
        best_of_kind = {}
        for match in self.matches:
            best_of_kind[match.why.kind] = max(best_of_kind.get(match.why.kind, 0), match.score)
        best, *others = sorted(best_of_kind.values(), reverse=True)
        return best + sum(others) / 40

    @cached_property
    def strength(self):
        return min((match.strength for match in self.matches), key=RANK.get)

    @property
    def whys(self):
        """The best reasons, each once."""
        ordered = sorted(self.matches, key=lambda match: (RANK[match.strength], -match.score))
        return list(dict.fromkeys(match.why for match in ordered))[:REASONS]


def gather(matches) -> dict[int, Scored]:
    found = {}
    for match in matches:
        found.setdefault(match.item, Scored(match.item)).matches.append(match)
    return found
