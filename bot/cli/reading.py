"""Commands that read the archive: brief, stories, articles, topics, preview."""

from collections.abc import Sequence
from datetime import UTC, datetime

import click

from bot.app.program import Newsbrief
from bot.calendar import next_slot
from bot.chat.render import render_digest, visible_text
from bot.cli.session import with_newsbrief
from bot.cli.shapes import article_shape, briefing_shape, print_json, story_shape, time_text, topic_shape
from bot.errors import UserError
from bot.news.model import Article, Briefing, Story
from bot.news.since import parse_since

_EARLIEST, _LATEST = 1980, 2100

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.command()
@click.argument("topic")
@click.option("--since", default="24h", show_default=True, help="24h, 7d, all, or a day as 2026-02-17.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(min=0), help="0 is no limit.")
@as_json
@click.pass_context
def brief(ctx: click.Context, topic: str, since: str, limit: int, as_json: bool) -> None:
    """What there is on TOPIC, any word or phrase."""

    async def work(program: Newsbrief) -> Briefing:
        newsroom = program.desk.newsroom
        found = newsroom.lookup(topic).topic
        return await newsroom.brief(found, parse_since(since, program.clock.now()), limit)

    briefing = with_newsbrief(ctx, work)
    if as_json:
        print_json(briefing_shape(briefing))
    else:
        _print_briefing(briefing, since)


@click.command()
@click.option("--since", default="all", show_default=True, help="24h, 7d, all, or a day as 2026-02-17.")
@click.option("--limit", default=0, type=click.IntRange(min=0), help="0 is no limit (the default).")
@as_json
@click.pass_context
def stories(ctx: click.Context, since: str, limit: int, as_json: bool) -> None:
    """Stories, newest first."""

    async def work(program: Newsbrief) -> Sequence[Story]:
        return await program.desk.newsroom.stories(parse_since(since, program.clock.now()), limit)

    found = with_newsbrief(ctx, work)
    if as_json:
        print_json({"stories": [story_shape(story) for story in found]})
        return
    for story in found:
        _print_story(story)
    if not found:
        click.echo("No stories so far. `newsbrief ingest` brings some.")


@click.command()
@click.option("--topic", help="Only articles that speak of it, with the words that decided.")
@click.option("--search", help="Only articles that hold these words.")
@click.option("--since", default="all", show_default=True, help="24h, 7d, all, or a day as 2026-02-17.")
@click.option("--limit", default=0, type=click.IntRange(min=0), help="0 is no limit (the default).")
@as_json
@click.pass_context
def articles(
    ctx: click.Context, topic: str | None, search: str | None, since: str, limit: int, as_json: bool
) -> None:
    """Articles, newest first."""

    async def work(program: Newsbrief) -> list[tuple[Article, tuple[str, ...]]]:
        newsroom = program.desk.newsroom
        wanted = newsroom.lookup(topic).topic if topic is not None else None
        found = await newsroom.articles(wanted, search, parse_since(since, program.clock.now()), limit)
        return [(article, newsroom.matched(wanted, article) if wanted else ()) for article in found]

    found = with_newsbrief(ctx, work)
    if as_json:
        matched = {"topic": topic is not None}
        print_json({"articles": [_matched_shape(article, words, **matched) for article, words in found]})
        return
    for article, words in found:
        _print_article(article, words)
    if not found:
        click.echo("No such articles.")


@click.command()
@as_json
@click.pass_context
def topics(ctx: click.Context, as_json: bool) -> None:
    """The known topics with their aliases. Any other word or phrase is a topic too."""

    async def work(program: Newsbrief) -> Sequence[dict[str, object]]:
        return [topic_shape(topic) for topic in program.desk.topics.all()]

    known = with_newsbrief(ctx, work)
    if as_json:
        print_json({"topics": known})
        return
    for topic in known:
        aliases = topic["aliases"]
        assert isinstance(aliases, list)
        click.echo(
            f"{topic['slug']:<28} {topic['label']}" + (f" ({', '.join(aliases[:4])})" if aliases else "")
        )


@click.command(context_settings={"ignore_unknown_options": True})  # a group's id begins with a minus
@click.argument("chat_id", type=int)
@click.option("--at", help="A time such as 2026-02-18T07:30 (UTC unless it says otherwise).")
@as_json
@click.pass_context
def preview(ctx: click.Context, chat_id: int, at: str | None, as_json: bool) -> None:
    """The digest that a chat would get then. Sends and records nothing."""

    async def work(program: Newsbrief) -> dict[str, object]:
        when = _moment(at) if at else program.clock.now()
        reader, digest = await program.desk.deliveries.preview(chat_id, when)
        due = reader.next_due if reader.next_due and not at else when
        following = next_slot(reader.schedule, due) if reader.next_due else None
        next_due = following.due if following else None
        messages = (
            render_digest(reader, digest, now=when, next_due=next_due, late=False, covers=())
            if reader.subscribed
            else ()
        )
        return {
            "chat": chat_id,
            "due": time_text(due),
            "parts": [{"html": message.html, "text": visible_text(message.html)} for message in messages],
            "stories": [story_shape(story) for story in digest.stories],
        }

    document = with_newsbrief(ctx, work)
    if as_json:
        print_json(document)
        return
    parts = document["parts"]
    assert isinstance(parts, list)
    click.echo(
        "\n\n".join(part["text"] for part in parts) or "Nothing: this chat has no topics and no feeds."
    )


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if not _EARLIEST <= moment.year < _LATEST:
            raise ValueError(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise UserError(f"{text!r} is no time; write it as 2026-02-18T07:30.") from None


def _matched_shape(article: Article, words: tuple[str, ...], *, topic: bool) -> dict[str, object]:
    return {**article_shape(article), **({"matched": list(words)} if topic else {})}


def _print_briefing(briefing: Briefing, since: str) -> None:
    label = briefing.topic.label
    if not briefing.stories:
        within = "so far" if since == "all" else f"{'since' if '-' in since else 'in the last'} {since}"
        click.echo(f"Nothing on {label} {within}.")
        if briefing.latest:
            click.echo(f"The last story was of {_day(briefing.latest.updated)}: {briefing.latest.headline}")
        if briefing.suggestions:
            click.echo(f"Did you mean: {', '.join(briefing.suggestions)}?")
    else:
        count = len(briefing.stories)
        click.echo(f"{label} · {count} {'story' if count == 1 else 'stories'}\n")
        for ranked in briefing.stories:
            _print_story(ranked.story)
    if briefing.more:
        click.echo(f"{briefing.more} more: --limit 0 shows all.")
    if briefing.stale_sources:
        click.echo(f"Could not be read lately: {', '.join(briefing.stale_sources)}.", err=True)


def _print_story(story: Story) -> None:
    click.secho(story.headline, bold=True)
    if story.url:
        click.secho(story.url, dim=True)
    for quote in story.told():
        click.echo(f"  {quote.text}")
    click.secho(f"  {', '.join(story.outlets)} · {_day(story.updated)}\n", dim=True)


def _print_article(article: Article, words: tuple[str, ...]) -> None:
    click.secho(article.title, bold=True)
    about = [article.source, _day(article.when) if article.when else "", article.url or ""]
    click.secho(f"  {' · '.join(filter(None, about))}", dim=True)
    if words:
        click.echo(f"  matched: {', '.join(words)}")


def _day(time: datetime) -> str:
    return f"{time:%d %b %Y %H:%M} UTC"
