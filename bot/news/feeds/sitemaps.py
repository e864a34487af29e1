"""News sitemaps (Google's schema: sitemap-news/0.9) -> Feed."""

from lxml import etree

from bot.errors import UserError
from bot.news.feeds.entries import MOST_ENTRIES, Draft, finish_entry
from bot.news.markup import parse_xml
from bot.news.model import Feed


def parse_sitemap(data: bytes, url: str | None = None) -> Feed:
    """The articles that a news sitemap names, in its order; addresses without a news title are left out.

    Raises UserError if it is no sitemap. Entities are not expanded and nothing is loaded.
    """
    root = parse_xml(data)
    if root is None or _name(root) != "urlset":
        raise UserError("This is no sitemap: it has no list of addresses (urlset); check the address.")
    drafts = [_draft(node) for node in list(root)[:MOST_ENTRIES] if _name(node) == "url"]
    entries = tuple(e for draft in drafts if draft.title and (e := finish_entry(draft, url)))
    return Feed(
        title=next((draft.source for draft in drafts if draft.source), ""),
        entries=entries,
        url=url,
        left_out=max(0, len(root) - MOST_ENTRIES),
    )


def _draft(node: etree._Element) -> Draft:
    values = {_name(child): (child.text or "").strip() for child in node.iter() if _name(child)}
    image = next((loc for c in node if _name(c) == "image" for loc in c if _name(loc) == "loc"), None)
    link = next((child.text for child in node if _name(child) == "loc"), "")
    return Draft(
        title=values.get("title", ""),
        link=link or "",
        published=values.get("publication_date") or values.get("lastmod"),
        language=values.get("language"),
        categories=tuple(word.strip() for word in values.get("keywords", "").split(",") if word.strip()),
        image=(image.text or "") if image is not None else "",
        source=values.get("name", ""),
    )


def _name(node: etree._Element) -> str:
    """The element's name without its namespace; "" for a comment or an entity."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
