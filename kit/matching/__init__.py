"""Whether two descriptions are of one person, in numbers that can be explained."""

from kit.matching.evidence import Person, Rarity, same_day, score

__all__ = ["Person", "Rarity", "same_day", "score"]
