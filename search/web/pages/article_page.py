"""The page of an article: all of it to be read, the matches of a query marked."""

from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from telusur.index.article import Article
from telusur.search.assist.more_like_this import similar
from telusur.search.options import SearchOptions
from telusur.search.passages.highlighter import article_matches
from telusur.search.web.pages.rendering import rendered
from telusur.search.web.search_address import SearchAddress
from telusur.search.web.site import Site, parameters_of

_SIMILAR_SHOWN: Final = 5


async def article_page(site: Site, request: Request) -> Response:
    """Answer with an article, the matches of a query marked in it."""
    address = SearchAddress.read(parameters_of(request))
    identity = request.query_params.get("id", "")

    def page() -> str:
        article = site.article(identity)
        return _article(site, article, address)

    return HTMLResponse(await site.workers.run(page))


def _article(site: Site, article: Article, address: SearchAddress) -> str:
    matches = article_matches(site.library, article, address.query)
    near = similar(site.library, article, SearchOptions(limit=_SIMILAR_SHOWN))
    versions = site.versions_beside(article)
    return rendered(
        "reader.html",
        address=address,
        article=article,
        matches=matches,
        near=near,
        versions=versions,
        former=site.library.versions(article.id),
    )
