"""HTML -> plain text, XML -> its tree. What would run, load or decorate is dropped; nothing is fetched."""

import re
from html import unescape

from lxml import etree, html

from bot.news.clean import alternatives, tidy

LARGEST = 3_000_000
"""Characters of one piece of HTML that are read; the rest is left out."""
LONGEST_LINE = 10_000
"""Characters of a title or a name that are read."""
_DROPPED = frozenset(
    [
        "script",
        "style",
        "figure",
        "figcaption",
        "iframe",
        "noscript",
        "template",
        "svg",
        "math",
        "form",
        "button",
        "select",
        "textarea",
        "object",
        "embed",
        "video",
        "audio",
        "canvas",
        "head",
        "title",
        "nav",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_TAG = re.compile(r"<(?:[a-zA-Z][^<>]*|/[a-zA-Z][^<>]*|!--.*?--|!\[CDATA\[)>", re.DOTALL)
_MARK = re.compile(r"<(?:/?[a-zA-Z][^<>]*>|!--|!\[CDATA\[)")
_DECLARATION = re.compile(rb"<!ENTITY\b[^>]*>", re.IGNORECASE)
_SURROGATE = re.compile(
    rb"&#0*(?:x0*d[89a-f][0-9a-f]{2}|5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3]));?",
    re.IGNORECASE,
)
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_CONTROLS_AS_SPACES = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
_ENDLESS_TAG = re.compile(r"<[a-zA-Z][^<>]{50000,}>")
"""A tag with thousands of attributes takes the parser minutes."""
_ESCAPED_TWICE = re.compile(r"&(?:#\d{2,5}|quot|apos|nbsp);")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
_MORE_PHRASES = alternatives(r"""
    continue reading ~ read (?:more|on|the full|the rest|full) ~ full (?:story|article) ~ keep reading
    lire la suite ~ leer más ~ seguir leyendo ~ weiterlesen ~ continua a leggere ~ leia mais
    اقرأ المزيد ~ читать далее
    """)
_MORE = re.compile(rf"\W*(?:{_MORE_PHRASES}\b.{{0,80}}|more\W*)", re.IGNORECASE | re.DOTALL)
_CUT = re.compile(r"\s*(?:\[\s*(?:…|\.{3}|&hellip;)\s*\]|\(…\))\s*$")
_EVERY_ELEMENT = etree.ElementDefaultClassLookup(element=html.HtmlElement)
"""lxml's own lookup, which knows forms and inputs apart, takes a call in Python for every element."""
_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:wp-caption|caption|credit|figcaption)(?:$|[\s_-])", re.IGNORECASE
)


def without_traps(data: bytes) -> bytes:
    """XML without declarations of entities (they can grow without end, or name files) and without references
    to half a character, which parsers stumble over."""
    return _SURROGATE.sub(b"", _DECLARATION.sub(b"", data))


def parse_xml(data: bytes) -> etree._Element | None:
    """The root of an XML document, however broken; None if there is none. No entity is expanded, and nothing
    is loaded."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
    )
    try:
        return etree.fromstring(without_traps(data), parser)
    except (etree.LxmlError, ValueError):
        return None


def is_markup(text: str) -> bool:
    """Whether a text holds HTML tags."""
    return bool(_MARK.search(text))


def read_line(text: str) -> str:
    """One line of plain text, of HTML or with entities (escaped once or twice): a title, a name."""
    text = text[:LONGEST_LINE]
    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = unescape(text)
    return tidy(_TAG.sub("", re.sub(r"(?i)<br\b[^<>]*>", " ", text)))


def read_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a piece of HTML or plain text, without scripts, captions and "Continue reading"."""
    text = text[:LARGEST]
    if not is_markup(text):
        return split_paragraphs(unescape(text) if _ENTITY.search(text) else text)
    tree = parse_html(text)
    if tree is None:
        return ()
    lines = read_lines(tree, keep_newlines=not re.search(r"<(?:p|br|div|li)\b", text, re.IGNORECASE))
    lines = [_ESCAPED_TWICE.sub(lambda match: unescape(match[0]), line) for line in lines]
    return tuple(cut for line in lines if (cut := _CUT.sub("…", line)) and not _MORE.fullmatch(line))


def split_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of plain text: parted by blank lines, or by single line ends where no line is blank."""
    blocks = re.split(r"\n\s*\n|\r\n\s*\r\n", text.strip())
    if len(blocks) == 1:
        blocks = re.split(r"\r?\n", text)
    return tuple(line for block in blocks if (line := _CUT.sub("…", tidy(block))))


def parse_html(text: str) -> html.HtmlElement | None:
    """The tree of an HTML document or fragment; None if there is none in it."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    parser.set_element_class_lookup(_EVERY_ELEMENT)
    data = _ENDLESS_TAG.sub("", text).encode("utf-8", "ignore").translate(_CONTROLS_AS_SPACES)
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def first_image(text: str) -> str | None:
    """The address of the first picture in a piece of HTML, pixels that count readers left out."""
    for tag in re.findall(r"<img\b[^<>]*>", text[:LARGEST], re.IGNORECASE)[:5]:
        source = re.search(r"""\bsrc\s*=\s*["']?([^"'\s>]+)""", tag, re.IGNORECASE)
        if source and not re.search(r"""\b(?:width|height)\s*=\s*["']?[01]["'\s/>]""", tag, re.IGNORECASE):
            return unescape(source[1])
    return None


def read_lines(tree: html.HtmlElement, *, keep_newlines: bool = False) -> list[str]:
    """The text of a tree, one line for each block, without what runs, loads or decorates."""
    pieces: list[str] = []
    events = etree.iterwalk(tree, events=("start", "end"))
    for event, element in events:
        dropped = event == "start" and is_dropped(element)
        if dropped:
            events.skip_subtree()
        if event == "start":
            pieces.append("\n\n" if element.tag in BLOCKS else "")
            pieces.append("" if dropped else element.text or "")
        else:
            pieces.append("\n\n" if element.tag in BLOCKS else "")
            pieces.append(element.tail or "")
    text = "".join(
        piece if piece == "\n\n" or keep_newlines else " ".join(piece.split("\n")) for piece in pieces
    )
    return [line for block in re.split(r"\n\s*\n", text) if (line := tidy(block))]


def is_dropped(element: html.HtmlElement) -> bool:
    """Whether it runs, loads or decorates, or leads away ("Read more"), and holds none of the text."""
    if element.tag in _DROPPED or not isinstance(element.tag, str):
        return True
    if element.tag == "a" and len(element) == 0:
        return bool(_MORE.fullmatch(element.text or ""))
    return bool(_CAPTION_CLASS.search(element.get("class") or "")) and len(element.text_content()) < 600
