"""The topics themselves: typed words to a topic, an article to its topics."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property

from bot.errors import UserError
from bot.news.model import Topic, TopicSpec
from bot.news.topics import phrases, tongues
from bot.news.topics.gazetteer import Name, Place, Role, build, codes, rules
from bot.news.topics.mentions import find_mentions
from bot.news.topics.subject import Weight, weigh
from bot.news.topics.words import key, slug_of

RULES_VERSION = 2
"""Raised with every change of the code that changes how articles are tagged."""
MAX_QUERY = 200
MAX_LABEL = 60
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_WORDS, _LONGEST = 20, 4
"""So many words of a text are looked at for names, of so many words at most."""
_EMPTY_WORDS = frozenset(
    {"a", "an", "the", "of", "and", "or", "to", "in", "on", "at", "by", "for", "with", "is", "it"}
)


class Topics:
    """What can be told about: places, bodies and companies, the operator's topics, and any phrase.

    Immutable; get it by `load`, which builds it once.
    """

    def __init__(self, specs: tuple[TopicSpec, ...] = ()) -> None:
        self._specs = specs
        self._gazetteer = build(specs)
        self._topics = {place.slug: _topic(place) for place in self._gazetteer.places.values()}

    @staticmethod
    @cache
    def load(specs: tuple[TopicSpec, ...] = ()) -> "Topics":
        """The topics of places.toml and of the operator's `specs`."""
        return Topics(specs)

    def all(self) -> tuple[Topic, ...]:
        """Every known topic, by label."""
        return self._sorted

    @cached_property
    def _sorted(self) -> tuple[Topic, ...]:
        return tuple(sorted(self._topics.values(), key=lambda topic: key(topic.label)))

    def get(self, slug: str) -> Topic | None:
        """The known topic of this slug."""
        return self._topics.get(slug)

    def is_wide(self, slug: str) -> bool:
        """Whether the topic is a continent or region: no country itself, and others lie within it."""
        return slug in self._wide

    def overlap(self, one: str, other: str) -> bool:
        """Whether one topic lies within the other, or is it."""
        return one == other or one in self._around(other) or other in self._around(one)

    def _around(self, slug: str) -> set[str]:
        around: set[str] = set()
        ahead = [slug]
        while ahead:
            place = self._gazetteer.places.get(ahead.pop())
            further = set(place.within) - around if place else set()
            around |= further
            ahead += further
        return around

    @cached_property
    def _wide(self) -> frozenset[str]:
        places = self._gazetteer.places
        around = {slug for place in places.values() for slug in place.within}
        return frozenset(slug for slug in around if slug in places and places[slug].code is None)

    def find(self, text: str) -> Topic | None:
        """The known topic that goes by this name in any language; case, accents and dots don't matter."""
        name = key(text)
        if text.lstrip().startswith(("-", "−", "–")):
            return None
        for typed in (name, name.removeprefix("the ")):
            if (slug := self._gazetteer.typed.get(typed)) is not None:
                return self._topics.get(slug)
        return self._topics.get(tongues.named(text, codes()) or "")

    def warm(self) -> None:
        """Reads the other languages' names, which the first unknown word would wait for. Takes a moment."""
        self.find("zz")

    def resolve(self, text: str) -> Topic:
        """The known topic of this name; else the text as a phrase, `label = one, another` as any of a list.

        Raises UserError where there is no word to look for.
        """
        if found := self.find(text):
            return found
        topic = _phrase_topic(text)
        return replace(topic, aliases=tuple(part.label for part in self._parts(topic)))

    def near(self, text: str, n: int = 4) -> tuple[Topic, ...]:
        """Topics that an unknown text is a sign of ("niamey", "dominican") or looks like, best first."""
        from bot.news.topics.near import look_alikes

        if self.find(text):
            return ()
        bearers = self._gazetteer.names.get(key(text), Name()).senses
        sharing = [slug for slug, role in bearers.items() if role > Role.APART]
        slugs = dict.fromkeys([*sharing, *look_alikes(text, self._gazetteer.typed)])
        return tuple(self._topics[slug] for slug in slugs)[:n]

    def named_in(self, text: str, n: int = 4) -> tuple[Topic, ...]:
        """Known topics whose names stand in a longer text ("what is new in iran?"), in their order.

        A word of up to three small letters names none: "who", "us".
        """
        words = _WORD.findall(text)[:_WORDS]
        found: dict[str, Topic] = {}
        first = 0
        while first < len(words):
            runs = (words[first : first + size] for size in range(min(_LONGEST, len(words) - first), 0, -1))
            run, topic = next(
                ((run, topic) for run in runs if not _small(run) and (topic := self.find(" ".join(run)))),
                (words[first : first + 1], None),
            )
            if topic:
                found[topic.slug] = topic
            first += len(run)
        return tuple(found.values())[:n]

    def tag(
        self, title: str, text: str, categories: Sequence[str] = (), language: str = "en"
    ) -> dict[str, tuple[str, ...]]:
        """The known topics that an article speaks of, by slug, with the words that decided."""
        weights = self.weigh(title, text, categories, language)
        return {slug: weight.words for slug, weight in weights.items()}

    def weigh(
        self, title: str, text: str, categories: Sequence[str] = (), language: str = "en"
    ) -> dict[str, Weight]:
        """As `tag`, with how much the article speaks of each topic."""
        gazetteer = build(self._specs, language) if tongues.names_in(language) else self._gazetteer
        mentions = find_mentions(gazetteer, title, text, categories, language)
        return weigh(gazetteer, mentions, len(text))

    def matched(
        self, topic: Topic, title: str, text: str, categories: Sequence[str] = (), language: str = "en"
    ) -> tuple[str, ...]:
        """The words that make an article one of this topic; () if it does not speak of it."""
        if topic.kind != "phrase":
            return self.tag(title, text, categories, language).get(topic.slug, ())
        listed = self._parts(topic)
        if not listed:
            return phrases.matched_words(phrases.read_phrase(topic.query), title, text)
        found = (self.matched(one, title, text, categories, language) for one in listed)
        return tuple(dict.fromkeys(word for words in found for word in words))

    def speaks_of(
        self, topic: Topic, title: str, text: str, categories: Sequence[str] = (), language: str = "en"
    ) -> bool:
        """Whether `matched` would find a word."""
        if topic.kind != "phrase" or self._parts(topic):
            return bool(self.matched(topic, title, text, categories, language))
        return phrases.speaks_of(phrases.read_phrase(topic.query), title, text)

    def _parts(self, topic: Topic) -> list[Topic]:
        """What a phrase that is a list names."""
        return [self.resolve(part) for part in _listed(topic.query)]

    def fts(self, topic: Topic) -> str:
        """A safe FTS5 expression for the articles that may speak of a topic; `matched` says which do."""
        if topic.kind != "phrase":
            return phrases.fts_any([topic.label, *topic.aliases])
        listed = (f"({self.fts(part)})" for part in self._parts(topic))
        return " OR ".join(listed) or phrases.fts_query(topic.query)

    @cached_property
    def fingerprint(self) -> str:
        """Changes with everything that decides how articles are tagged."""
        parts = [RULES_VERSION, rules(), [repr(spec) for spec in self._specs]]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _topic(place: Place) -> Topic:
    return Topic(place.slug, place.label, place.aliases, place.kind, place.slug)


def _phrase_topic(text: str) -> Topic:
    query = _cut(text)
    if not _says_something(query):
        raise UserError(
            "There is no word to look for in “{query}”; send one, such as niger.", query=query[:MAX_LABEL]
        )
    label = query.partition("=")[0].strip() if _listed(query) else query
    if len(label) > MAX_LABEL:
        label = label[: MAX_LABEL - 1] + "…"
    return Topic(slug_of(query), label, (), "phrase", query)


def _small(run: Sequence[str]) -> bool:
    return len(run) == 1 and len(run[0]) <= 3 and run[0].islower()


def _cut(text: str) -> str:
    query = " ".join(text.replace("\0", " ").split())
    return query if len(query) <= MAX_QUERY else query[:MAX_QUERY].strip()


def _listed(query: str) -> list[str]:
    """The names in `label = one, another`; [] for any other phrase."""
    label, _, names = query.partition("=")
    parts = [part.replace("=", " ").strip() for part in names.split(",")]
    return [part for part in parts if _says_something(part)] if key(label) else []


def _says_something(query: str) -> bool:
    return any(word not in _EMPTY_WORDS for term in phrases.read_phrase(query).wanted for word in term)
