"""HTML: one file that stands alone, light or dark as its reader likes, for mail and archives."""

from collections.abc import Iterator, Sequence
from html import escape

from telusur.index.article import Article
from telusur.index.translation import language, ngettext
from telusur.search.output.date_format import date_as_text
from telusur.search.output.entry import Entry, Listing, with_matches
from telusur.search.output.formats.output_format import OutputFormat
from telusur.search.output.formats.text import country_names
from telusur.search.output.printable_text import printable_lines
from telusur.search.passages.passages import Match

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 Georgia, "Noto Serif", serif; max-width: 44rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 0; }
h1, h2, .about { font-family: system-ui, sans-serif; line-height: 1.35; overflow-wrap: anywhere; }
.about { font-size: .85rem; opacity: .75; margin: .2rem 0 .8rem; }
blockquote { margin: .6rem 0; padding-left: .9rem; border-left: .2rem solid #8886; }
mark { background: #ffe27a; color: #1c1c1c; border-radius: .15rem; padding: 0 .1rem; }
@media print { h2, blockquote { break-inside: avoid; } }
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Nothing is loaded and nothing runs, whatever an article holds."""


class HtmlFormat(OutputFormat):
    """A page without scripts, pictures and fonts of others: it makes no request."""

    def articles(self, listing: Listing) -> Iterator[str]:
        """Yield the page, its articles in order; matches in passages are marked.

        Args:
            listing: the articles.
        """
        heading = _escaped(listing.heading)
        yield "<!doctype html>"
        yield f'<html lang="{language()}">'
        yield '<head><meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield '<meta name="viewport" content="width=device-width">'
        yield '<meta name="referrer" content="no-referrer">'
        yield f"<title>{heading} – Telusur</title>"
        yield f"<style>{_STYLE}</style></head>"
        yield f"<body><main><h1>{heading}</h1>"
        total = ngettext("{count} article", "{count} articles", listing.total)
        yield f'<p class="about">{total}</p>'
        for entry in listing.entries:
            yield from _article(entry, whole=listing.whole)
        yield "</main></body>"
        yield "</html>"


def _article(entry: Entry, *, whole: bool) -> Iterator[str]:
    article = entry.article
    title, passages = entry.without_repetition()
    heading = _with_matches(title, entry.title_matches) if title else _escaped(article.id)
    rank = f"{entry.hit.rank}. " if entry.hit else ""
    yield '<article lang="id">'
    yield f"<h2>{rank}{_linked(heading, article)}</h2>"
    parts = (
        date_as_text(article.published),
        ", ".join(country_names(article)),
        article.source,
        article.id,
    )
    yield f'<p class="about">{" · ".join(_escaped(part) for part in parts if part)}</p>'
    for passage in passages:
        text = _with_matches(passage.text, passage.matches)
        shown = f"{'…' * passage.cut_before}{text}{'…' * passage.cut_after}"
        yield f"<blockquote>{_paragraphs(shown)}</blockquote>"
    if whole:
        yield _paragraphs(_with_matches(article.text, entry.text_matches))
    yield "</article>"


def _linked(heading: str, article: Article) -> str:
    if not article.url.startswith(("https://", "http://")):
        return heading
    return f'<a href="{escape(article.url)}" rel="noreferrer">{heading}</a>'


def _paragraphs(html: str) -> str:
    return "\n".join(f"<p>{line}</p>" for line in html.splitlines() if line.strip())


def _with_matches(text: str, matches: Sequence[Match]) -> str:
    return with_matches(text, matches, _escaped, ("<mark>", "</mark>"))


def _escaped(text: str) -> str:
    return escape(printable_lines(text))
