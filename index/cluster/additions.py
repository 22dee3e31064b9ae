"""Adds a batch of articles: what is stored is looked up, what is new is written, all at once.

Somebody else may write the same articles meanwhile. So an article is created only if there is none
of its id, and changed only in the state in which it was read; where that fails, it is looked up
again. What was sent and got no answer is recognised by its number or by being as it was meant.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from telusur.index.article import Article, Failure
from telusur.index.cluster.families import Relatives
from telusur.index.cluster.records import Stored, article_of, key_of, record_of
from telusur.index.cluster.state import reserve
from telusur.index.engines.document import Tokenizer
from telusur.index.engines.opensearch.writer import refresh
from telusur.index.errors import LibraryBusyError
from telusur.index.merging import merged
from telusur.index.opensearch.bulk import Version, Write, content_of, write
from telusur.index.opensearch.client import Client
from telusur.index.opensearch.failures import refused
from telusur.index.opensearch.searching import search_now
from telusur.index.store.article_rows import Outcome, Put
from telusur.index.store.minhash import band_keys, content_digest

_ATTEMPTS: Final = 20
_MAX_OF_ONE_TEXT: Final = 50
"""Bounds the time that an article takes whose text stands under thousands of titles."""

_AT_ONCE: Final = 100


class _Planned(NamedTuple):
    """What is to be stored of an article."""

    article: Article
    stored: Stored | None
    """What is stored already."""


class Additions:
    """Adds articles to one library, batch after batch."""

    def __init__(self, client: Client) -> None:
        """Take the cluster, which is not asked yet."""
        self._client = client
        self._tokenizer = Tokenizer()

    def put(self, articles: Sequence[Article]) -> list[Put | Failure]:
        """Add or update articles; all that is told has been acknowledged and can be found.

        Args:
            articles: the articles, of which none is much larger than all others.

        Returns:
            What happened to each, in order.

        Raises:
            LibraryError: the cluster cannot be written; a part of them may be.
        """
        batch = _Batch(self._client, self._tokenizer, articles)
        for _ in range(_ATTEMPTS):
            batch.attempt()
            if not batch.waiting:
                break
        else:
            raise LibraryBusyError(
                f"Others keep changing the same articles of {self._client.address}: try again when"
                " they are done."
            )
        if batch.has_sent:
            refresh(self._client, self._client.address.name)
        return [batch.results[index] for index in range(len(articles))]


class _Batch:
    """One batch, on its way."""

    def __init__(self, client: Client, tokenizer: Tokenizer, articles: Sequence[Article]) -> None:
        self._client = client
        self._tokenizer = tokenizer
        self._articles = articles
        self.waiting = list(range(len(articles)))
        """Which articles are not told yet."""
        self.results: dict[int, Put | Failure] = {}
        self.has_sent = False
        self._numbers: dict[str, int] = {}
        """The numbers that documents were created with, by their keys."""
        self._sent: dict[str, Article] = {}
        """What was sent last, by the key of its document."""

    def attempt(self) -> None:
        """Store what is waiting; what somebody else has changed meanwhile waits again."""
        incoming = [self._articles[index] for index in self.waiting]
        stored = self._stored(incoming)
        planned: dict[str, _Planned] = {key: _Planned(s.article, s) for key, s in stored.items()}
        by_text = self._by_text(planned)
        users: defaultdict[str, list[int]] = defaultdict(list)
        for index, article in zip(self.waiting, incoming, strict=True):
            key, outcome = self._plan(article, planned, by_text)
            known = self.results.get(index)
            if known is None or outcome != "unchanged" or not self._is_ours(planned[key]):
                self.results[index] = Put(outcome, planned[key].article.id)
            users[key].append(index)
        changed = {
            key: plan
            for key, plan in planned.items()
            if plan.stored is None or plan.article != plan.stored.article
        }
        conflicts = self._write(changed, users)
        self.waiting = sorted(index for key in conflicts for index in users[key])

    def _plan(
        self,
        article: Article,
        planned: dict[str, _Planned],
        by_text: defaultdict[int, list[str]],
    ) -> tuple[str, Outcome]:
        key = key_of(article.id)
        digest = content_digest(article.text)
        if key not in planned and article.id_derived:
            key = _same_text(article, planned, by_text[digest]) or key
        existing = planned.get(key)
        if existing is None:
            planned[key] = _Planned(article, None)
            by_text[digest].append(key)
            return key, "added"
        new = merged(existing.article, article)
        if new == existing.article:
            return key, "unchanged"
        planned[key] = existing._replace(article=new)
        by_text[content_digest(new.text)].append(key)
        return key, "updated"

    def _is_ours(self, plan: _Planned) -> bool:
        """Whether what is stored is what this batch has sent: its answer was lost."""
        stored = plan.stored
        if stored is None or stored.key not in self._sent:
            return False
        if stored.key in self._numbers:
            return self._numbers[stored.key] == stored.number
        return self._sent[stored.key] == stored.article

    def _write(
        self, changed: Mapping[str, _Planned], users: Mapping[str, Sequence[int]]
    ) -> list[str]:
        """Write documents, and return the keys of those that somebody else has changed."""
        writes = self._writes(changed)
        self.has_sent = self.has_sent or bool(writes)
        conflicts: list[str] = []
        for one, written in zip(writes, write(self._client, self._name, writes), strict=True):
            match written.outcome:
                case "done":
                    pass
                case "conflict" | "missing":
                    conflicts.append(one.key)
                case "failed":
                    reason = written.failure.reason if written.failure else "it was refused"
                    for index in users[one.key]:
                        self.results[index] = Failure(self._articles[index].id, reason)
        return conflicts

    def _writes(self, changed: Mapping[str, _Planned]) -> list[Write]:
        bands: dict[str, Sequence[int]] = {}
        for key, (article, stored) in changed.items():
            if stored is None or article.text != stored.article.text:
                bands[key] = band_keys(article.text)
        # One for each article that is new, or that may leave its family.
        number = reserve(self._client, len(bands)) if bands else 0
        relatives = Relatives(self._client, bands)
        writes: list[Write] = []
        for key, (article, stored) in changed.items():
            own = number
            if stored is not None:
                family, version = stored.family, stored.version
                of_article: Sequence[int] = bands.get(key) or band_keys(article.text)
            else:
                family, version, of_article = own, None, bands[key]
                self._numbers[key] = own
            if key in bands:
                number += 1
                family = relatives.family_of(of_article, article.text) or own
            known = own if stored is None else stored.number
            relatives.add(key, known, family, of_article, article.text)
            record = record_of(article, known, family, of_article, self._tokenizer)
            self._sent[key] = article
            action: Any = "create" if stored is None else "index"
            writes.append(Write(action, key, content_of(record), version))
        return writes

    def _stored(self, articles: Sequence[Article]) -> dict[str, Stored]:
        """Return what is stored under the ids of articles, or has their texts, by keys."""
        keys = list(dict.fromkeys(key_of(article.id) for article in articles))
        stored = self._got(keys)
        digests = {content_digest(one.text) for one in articles if one.id_derived}
        others: list[str] = []
        for start in range(0, len(digests), _AT_ONCE):
            others += self._with_digests(sorted(digests)[start : start + _AT_ONCE])
        return stored | self._got([key for key in dict.fromkeys(others) if key not in stored])

    def _got(self, keys: Sequence[str]) -> dict[str, Stored]:
        found: dict[str, Stored] = {}
        path = f"/{self._name}/_mget"
        for start in range(0, len(keys), _AT_ONCE):
            wanted = {"ids": keys[start : start + _AT_ONCE]}
            answer = self._client.ask("POST", path, wanted, patience=self._client.seconds)
            for got in answer["docs"]:
                if "error" in got:
                    raise refused(self._client.address, 503, got)
                if got.get("found"):
                    found[got["_id"]] = _stored_of(got)
        return found

    def _with_digests(self, digests: Sequence[int]) -> list[str]:
        body = {
            "query": {"bool": {"filter": [{"terms": {"digest": digests}}]}},
            "size": _MAX_OF_ONE_TEXT * len(digests),
            "sort": [{"number": "asc"}],
            "track_total_hits": False,
            "_source": False,
        }
        return [hit["_id"] for hit in search_now(self._client, body)["hits"]["hits"]]

    def _by_text(self, planned: Mapping[str, _Planned]) -> defaultdict[int, list[str]]:
        by_text: defaultdict[int, list[str]] = defaultdict(list)
        for key, plan in planned.items():
            by_text[content_digest(plan.article.text)].append(key)
        return by_text

    @property
    def _name(self) -> str:
        return self._client.address.name


def _stored_of(got: dict[str, Any]) -> Stored:
    source = got["_source"]
    version = Version(int(got["_seq_no"]), int(got["_primary_term"]))
    return Stored(
        got["_id"], int(source["number"]), int(source["family"]), article_of(got), version
    )


def _same_text(
    article: Article, planned: Mapping[str, _Planned], keys: Sequence[str]
) -> str | None:
    """Return the article of the same text, unless both have titles that differ."""
    words = article.text.split()
    for key in keys[:_MAX_OF_ONE_TEXT]:
        existing = planned[key].article
        untitled = existing.title_made or article.title_made
        same_title = untitled or existing.title.casefold() == article.title.casefold()
        if same_title and existing.text.split() == words:
            return key
    return None
