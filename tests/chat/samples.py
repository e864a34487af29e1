"""Stories, briefings and readers to render; all made up."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from bot.calendar import Schedule
from bot.news.model import SHORT, Briefing, Digest, Mention, Quote, Ranked, Section, Story, Topic
from bot.store.model import Place, Preferences, Reader, Subscription

NOW = datetime(2026, 2, 18, 6, 30, tzinfo=UTC)
NIGER = Topic("niger", "Niger", ("Nigerien",))
IRAN = Topic("iran", "Iran")
SENTENCES = (
    "The ministry in Niamey opened two wells on Monday.",
    "Farmers said the water came a month too late.",
    "A third well is to follow before the rains.",
)


def story(
    name: str = "wells",
    *,
    sentences: Sequence[str] = SENTENCES,
    outlets: Sequence[str] = ("Sahel Post",),
    headline: str | None = None,
    levels: Sequence[int] = (),
) -> Story:
    """A story whose sentences are the outlets' in turn; without `levels` the shortest form has them all."""
    title = f"News of {name}" if headline is None else headline
    url = f"https://news.example/{name}?a=1&b=2"
    mentions = tuple(
        Mention(f"{name}{i}", title, url if i == 0 else f"{url}&n={i}", outlet, NOW)
        for i, outlet in enumerate(outlets)
    )
    quotes = tuple(
        Quote(
            text,
            outlets[i % len(outlets)],
            f"{name}{i % len(outlets)}",
            url,
            levels[i] if levels else SHORT,
        )
        for i, text in enumerate(sentences)
    )
    return Story(name, title, url, NOW, NOW, ("niger",), quotes, mentions, "en")


def ranked(*stories: Story, new: bool = True) -> tuple[Ranked, ...]:
    return tuple(Ranked(one, 1.0, "", new) for one in stories)


def briefing(*stories: Story, topic: Topic = NIGER, more: int = 0) -> Briefing:
    return Briefing(topic, ranked(*stories), more=more)


def digest(*stories: Story, quiet: tuple[Topic, ...] = ()) -> Digest:
    return Digest((Section(NIGER, ranked(*stories)),) if stories else (), quiet=quiet)


def reader(
    *,
    zone: str = "Africa/Niamey",
    length: str = "normal",
    kind: str = "private",
    topics: tuple[str, ...] = ("niger",),
    language: str = "",
) -> Reader:
    """An active reader with a digest at 07:30."""
    return Reader(
        1,
        Place(1001 if kind == "private" else -4001, kind=kind),
        "active",
        Schedule(zone, (time(7, 30),)),
        None,
        datetime(2026, 2, 19, 6, 30, tzinfo=UTC),
        NOW,
        Preferences(length=length, language=language),
        tuple(Subscription(slug, slug.capitalize(), slug) for slug in topics),
    )
