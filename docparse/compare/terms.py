"""Wording made comparable: abbreviations written out, one word for one thing, clauses and their verbs.

What stands here is knowledge of the language only; how much a term weighs is decided in
:mod:`docparse.compare.weighing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from docparse.compare.lookup import Phrase, Phrases, phrase
from docparse.rulebook import load_table
from docparse.text import fold

_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*%?|[^\W\d_]+|[;:\n]|\.(?=\s|$)|,")
_SHORT = re.compile(r"(?<![\w&])[A-ZĐ](?:[A-ZĐa-zđ]*[A-ZĐ])?(?:&[A-ZĐ]+)*(?![\w&])")
_YEAR = re.compile(r"(?:19|20)\d\d$")
#: a comma opens a new clause only behind this many syllables
_CLAUSE_SYLLABLES = 6
#: shorter clauses are joined to their neighbour: they cannot be told apart
_LEAST_CLAUSE = 3

#: the figures of one sentence are read in it one after another
_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is said.

    ``spoken`` are all its syllables after rewriting, ``words`` those without stop words, ``actions``
    the classes of its verbs in order.
    """

    spoken: Phrase
    words: Phrase
    actions: Phrase


@dataclass(frozen=True, slots=True)
class Wording:
    """A passage in comparable form. ``numbers`` are as printed, years apart."""

    clauses: tuple[Clause, ...]
    numbers: frozenset[str]
    years: frozenset[int]

    @property
    def spoken(self) -> Phrase:
        """All syllables of all clauses."""
        return tuple(word for clause in self.clauses for word in clause.spoken)

    @property
    def words(self) -> Phrase:
        """The syllables of all clauses."""
        return tuple(word for clause in self.clauses for word in clause.words)

    @property
    def actions(self) -> Phrase:
        """The classes of all verbs, in order, each once."""
        return tuple(dict.fromkeys(a for clause in self.clauses for a in clause.actions))


@lru_cache(maxsize=_REMEMBERED)
def wording(text: str) -> Wording:
    """``text`` in comparable form."""
    tokens = _TOKEN.findall(fold(written_out(text)))
    numbers = [t for t in tokens if t[0].isdigit()]
    years = frozenset(int(n) for n in numbers if _YEAR.match(n))
    clauses = tuple(_clause(tuple(words)) for words in _joined(_clauses(_rewritten(tokens))))
    return Wording(clauses, frozenset(n for n in numbers if not _YEAR.match(n)), years)


@cache
def _abbreviations() -> dict[str, str]:
    return dict(load_table("abbreviations")["words"])


def written_out(text: str) -> str:
    """``text`` with the abbreviations in general use written out."""
    table = _abbreviations()
    return _SHORT.sub(lambda m: table.get(m.group(), m.group()), text)


@cache
def _rewrites() -> Phrases:
    entries = []
    for rule in load_table("alignment")["rewrite"]:
        written = phrase(rule["write"])
        # what is written so already must not be rewritten in part ("chữ ký số" holds the form "ký số")
        entries += [(form, written) for form in {*map(phrase, rule["forms"]), written} if form]
    return Phrases(entries)


@cache
def _actions() -> Phrases:
    rules = load_table("alignment")["action"]
    return Phrases((phrase(form), (rule["id"],)) for rule in rules for form in rule["forms"])


@cache
def _stop_words() -> Phrases:
    forms = [phrase(form) for form in load_table("alignment")["stop"]["words"]]
    return Phrases((form, ()) for form in forms)


@cache
def _compounds() -> frozenset[Phrase]:
    return frozenset(phrase(form) for form in load_table("alignment")["stop"]["compounds"])


def _rewritten(tokens: Sequence[str]) -> list[str]:
    """Syllables with commas and clause ends between them, every known form replaced."""
    # a form may be printed with or without its comma: the lookup sees syllables only
    places = [i for i, token in enumerate(tokens) if token[0].isalpha()]
    syllables = tuple(tokens[i] for i in places)
    lookup = _rewrites()
    out: list[str] = []
    at, printed = 0, 0
    while at < len(syllables):
        out.extend(t for t in tokens[printed : places[at]] if not t[0].isdigit())
        found = lookup.at(syllables, at)
        length, value = (
            found if found and not _broken(tokens, places, at, found[0]) else (1, (syllables[at],))
        )
        out.extend(value)
        printed = places[at + length - 1] + 1
        at += length
    return out


def _broken(tokens: Sequence[str], places: Sequence[int], at: int, length: int) -> bool:
    """Whether a clause ends inside the ``length`` syllables from ``at``."""
    return any(t != "," for t in tokens[places[at] : places[at + length - 1]] if not t[0].isalpha())


def _clauses(tokens: Iterable[str]) -> Iterator[list[str]]:
    words: list[str] = []
    pending = False
    for token, following in _with_next(tokens):
        if token == ",":
            pending = len(words) >= _CLAUSE_SYLLABLES and bool(following)
            continue
        if not token[0].isalpha() or (pending and _opens((token, *following))):
            yield words
            words = []
        pending = False
        if token[0].isalpha():
            words.append(token)
    yield words


def _opens(words: Phrase) -> bool:
    """Whether a verb that asks for something stands first."""
    action = _actions().at(words, 0)
    return action is not None and action[1] != ("",)


def _with_next(tokens: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Each token with the syllables behind it (enough for the longest verb)."""
    listed = list(tokens)
    for index, token in enumerate(listed):
        yield token, [t for t in listed[index + 1 : index + 6] if t[0].isalpha()]


def _joined(clauses: Iterable[list[str]]) -> list[list[str]]:
    joined: list[list[str]] = []
    for words in clauses:
        if joined and words and (len(words) < _LEAST_CLAUSE or len(joined[-1]) < _LEAST_CLAUSE):
            joined[-1] = joined[-1] + words
        elif words:
            joined.append(words)
    return joined


def _clause(words: Phrase) -> Clause:
    actions: list[str] = []
    content: list[str] = []
    for piece, action, stop in _pieces(words):
        content.extend(() if stop else piece)
        actions.append(action)
    return Clause(words, tuple(content), tuple(a for a in dict.fromkeys(actions) if a))


def _pieces(words: Phrase) -> Iterator[tuple[Phrase, str, bool]]:
    """Verbs with their class, stop words, and the other syllables one by one."""
    at = 0
    while at < len(words):
        action, stop = _actions().at(words, at), _stop_words().at(words, at)
        if action and (stop is None or stop[0] < action[0]):
            length = action[0]
            yield words[at : at + length], action[1][0], False
        else:
            length = stop[0] if stop else 1
            yield words[at : at + length], "", stop is not None
        at += length


def phrases(clause: Clause) -> Iterator[tuple[Phrase, ...]]:
    """What stands between the stop words of ``clause``: runs of words, a verb of two syllables as one."""
    run: list[Phrase] = []
    at = 0
    for piece, _, stop in _pieces(clause.spoken):
        if stop and not _in_compound(clause.spoken, at, len(piece)):
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(piece)
        at += len(piece)
    if run:
        yield tuple(run)


def _in_compound(words: Phrase, at: int, length: int) -> bool:
    """Whether a stop word is half of a word that has a meaning of its own ("công việc")."""
    return length == 1 and not _compounds().isdisjoint({words[at - 1 : at + 1], words[at : at + 2]})


def common_runs(a: Sequence[Phrase], b: Sequence[Phrase]) -> Iterator[Phrase]:
    """The syllables of the runs of words that stand in both and cannot be made longer.

    Each end must be that of a phrase, or stand beside a verb, in one of the two: "dữ liệu học" of
    "dữ liệu học bạ" and "dữ liệu học sinh" is no phrase.
    """
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] != b[j] or (i and j and a[i - 1] == b[j - 1]):
                continue
            length = 1
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                length += 1
            opens = _edge(a, i) or _edge(b, j)
            if opens and (_edge(a, i + length) or _edge(b, j + length)):
                yield tuple(chain.from_iterable(a[i : i + length]))


def _edge(words: Sequence[Phrase], at: int) -> bool:
    """Whether a phrase may begin or end before the word at ``at``."""
    return at in (0, len(words)) or len(words[at - 1]) > 1 or len(words[at]) > 1
