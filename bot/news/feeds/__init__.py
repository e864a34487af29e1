"""Feed bytes -> what the feed says of its articles: RSS, RDF, Atom, JSON Feed, news sitemaps."""

from bot.news.feeds.json_feed import parse_json_feed
from bot.news.feeds.sitemaps import parse_sitemap
from bot.news.feeds.sniffing import is_whole, looks_like_feed, looks_like_json_feed, looks_like_sitemap
from bot.news.feeds.xml_feed import parse_xml_feed
from bot.news.model import Feed

__all__ = ["is_whole", "looks_like_feed", "looks_like_sitemap", "parse_feed", "parse_sitemap"]


def parse_feed(data: bytes, url: str | None = None, content_type: str | None = None) -> Feed:
    """What a feed says of itself and of its articles, in its order.

    `url` is where it was read: relative links are resolved against it. `content_type` is the header it came
    with, for its charset. Raises UserError if it is no feed; any bytes at all may be given.
    """
    if looks_like_json_feed(data):
        return parse_json_feed(data, url)
    return parse_xml_feed(data, url, content_type)
