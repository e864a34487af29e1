"""What Telegram would refuse in the text of a message."""

from html.parser import HTMLParser

MOST_UNITS = 4096
TAGS = frozenset(
    "a b strong i em s strike del u ins span tg-spoiler tg-emoji tg-time pre code blockquote".split()  # noqa: SIM905
)


def mistake(text: str, *, html: bool) -> str:
    """The Bot API's words for what is wrong with a text; "" if nothing is."""
    seen = text
    if html:
        reader = _Reader()
        reader.feed(text)
        reader.close()
        if reader.wrong or reader.open:
            return f"can't parse entities: {reader.wrong or 'unclosed ' + reader.open[-1]}"
        seen = "".join(reader.text)
    if not seen.strip():
        return "message text is empty"
    return "message is too long" if len(seen.encode("utf-16-le")) // 2 > MOST_UNITS else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.open: list[str] = []
        self.wrong = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong = f"unsupported start tag {tag}"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong = f"unexpected end tag {tag}"

    def handle_data(self, data: str) -> None:
        self.text.append(data)
