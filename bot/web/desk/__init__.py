"""The desk view: what the newsroom knows, as pages to look at. They only read, and hold no script."""

from bot.web.desk.routes import desk_view

__all__ = ["desk_view"]
