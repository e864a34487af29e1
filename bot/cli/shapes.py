"""The JSON that commands print: plain dicts, times in ISO 8601, UTC."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import click

from bot.news.model import Article, Briefing, Ranked, Story, Topic

_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
"""What JSON allows in a string as it is, though many readers end a line there."""


def print_json(document: object) -> None:
    """Prints one document on stdout."""
    click.echo(json_text(document, indent=2))


def json_text(document: object, indent: int | None = None) -> str:
    """The document as JSON, on one line unless indented.

    Half of a surrogate pair, which UTF-8 cannot write, becomes a question mark.
    """
    text = json.dumps(document, ensure_ascii=False, indent=indent).encode("utf-8", "replace").decode()
    return text.translate(_LINE_ENDS)


def time_text(time: datetime | None) -> str | None:
    """A time as the contract writes it: ISO 8601 in UTC."""
    return time.astimezone(UTC).isoformat() if time else None


def article_shape(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "byline": article.byline,
        "published": time_text(article.published),
        "source": article.source,
        "language": article.language,
        "text": article.text,
        "summary": list(article.summary),
        "topics": list(article.topics),
        "image": article.image,
        "arrived": time_text(article.arrived),
        "paywalled": article.paywalled,
        "reason": article.reason,
    }


def story_shape(story: Story) -> dict[str, object]:
    return {
        "id": story.id,
        "headline": story.headline,
        "url": story.url,
        "first_seen": time_text(story.first_seen),
        "updated": time_text(story.updated),
        "topics": list(story.topics),
        "sentences": [
            {"text": quote.text, "source": quote.source, "article": quote.article, "url": quote.url}
            for quote in story.told()
        ],
        "articles": [
            {
                "id": mention.id,
                "title": mention.title,
                "url": mention.url,
                "source": mention.source,
                "published": time_text(mention.published),
                "paywalled": mention.paywalled,
                "kind": mention.kind,
            }
            for mention in story.articles
        ],
    }


def topic_shape(topic: Topic) -> dict[str, object]:
    return {"slug": topic.slug, "label": topic.label, "aliases": list(topic.aliases)}


def briefing_shape(briefing: Briefing) -> dict[str, object]:
    return {
        "topic": topic_shape(briefing.topic),
        "stories": [_ranked_shape(ranked) for ranked in briefing.stories],
        "more": briefing.more,
        "suggestions": list(briefing.suggestions),
        "related": list(briefing.related),
        "stale_sources": list(briefing.stale_sources),
    }


def _ranked_shape(ranked: Ranked) -> Mapping[str, object]:
    return {**story_shape(ranked.story), "score": round(ranked.score, 4), "reason": ranked.reason}
