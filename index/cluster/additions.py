"""Adds a batch of articles: what is stored is looked up, what is new is written, all at once.

Somebody else may write the same articles meanwhile. So an article is created only if there is none
of its id, and changed only in the state in which it was read; where that fails, it is looked up
again. What was sent and got no answer is recognised by its number or by being as it was meant.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from telusur.index.article import Article, Failure
from telusur.index.cluster.families import Relatives
from telusur.index.cluster.lookup import BatchLookup
from telusur.index.cluster.records import Record, former_state, key_of, origin_number
from telusur.index.cluster.state import reserve
from telusur.index.engines.opensearch.writer import refresh
from telusur.index.errors import LibraryBusyError
from telusur.index.ingest.merging import merged_as
from telusur.index.opensearch.bulk import Pipeline, Write, Written
from telusur.index.opensearch.client import Client, json_bytes
from telusur.index.store.duplicates.identification import Identification, Seen
from telusur.index.store.duplicates.minhash import band_keys, content_digest
from telusur.index.store.rows.article_rows import Outcome, Put
from telusur.index.upkeep.document_making import Tokenizer

_ATTEMPTS: Final = 20
_AT_ONCE: Final = 100
"""How many documents are sent while the next are made."""


class Numbers:
    """Numbers that no article has had."""

    def __init__(self, client: Client) -> None:
        """Reserve none yet."""
        self._client = client
        self._next = self._end = 0
        self._expected = 1

    def expect(self, count: int) -> None:
        """Say how many will be wanted at most."""
        self._expected = count

    def next(self) -> int:
        """Return another one."""
        if self._next == self._end:
            self._next = reserve(self._client, self._expected)
            self._end = self._next + self._expected
        self._next += 1
        return self._next - 1


class Additions:
    """Adds articles to one library, batch after batch: one run, as `identification` has it."""

    def __init__(self, client: Client) -> None:
        """Take the cluster, which is not asked yet."""
        self._client = client
        self._tokenizer = Tokenizer()
        self._numbers = Numbers(client)
        self._seen = Seen()

    def put(self, articles: Sequence[Article]) -> list[Put | Failure]:
        """Add or update articles; all that is told has been acknowledged and can be found.

        Args:
            articles: the articles.

        Returns:
            What happened to each, in order.

        Raises:
            LibraryError: the cluster cannot be written; a part of them may be.
        """
        batch = _Batch(self._client, self._tokenizer, self._numbers, self._seen, articles)
        for _ in range(_ATTEMPTS):
            batch.attempt()
            if not batch.waiting:
                break
        else:
            raise LibraryBusyError(
                "Others keep changing the same articles of {address}: try again when "
                "they are done.",
                address=self._client.address,
            )
        if batch.has_sent:
            refresh(self._client, self._client.address.name)
        for number in batch.met:
            self._seen.add(number)
        return [batch.results[index] for index in range(len(articles))]


class _Batch:
    """One batch, on its way."""

    def __init__(
        self,
        client: Client,
        tokenizer: Tokenizer,
        numbers: Numbers,
        seen: Seen,
        articles: Sequence[Article],
    ) -> None:
        self._client = client
        self._tokenizer = tokenizer
        self._numbers = numbers
        self._seen_before = seen
        self._articles = articles
        self.waiting = list(range(len(articles)))
        """Which articles are not told yet."""
        self.results: dict[int, Put | Failure] = {}
        self.met: set[int] = set()
        """The numbers of the articles that an input gave."""
        self.has_sent = False
        self._sent: dict[str, Record] = {}
        """What was sent last, by the key of its document."""

    def attempt(self) -> None:
        """Store what is waiting; what somebody else has changed meanwhile waits again."""
        incoming = [self._articles[index] for index in self.waiting]
        self._numbers.expect(len(incoming))
        lookup = BatchLookup(self._client, incoming)
        users: defaultdict[str, list[int]] = defaultdict(list)
        identification = Identification(lookup, _SeenInBatch(self._seen_before, self.met))
        for index, article in zip(self.waiting, incoming, strict=True):
            record, outcome = self._plan(article, lookup, identification)
            if not (index in self.results and outcome == "unchanged" and self._is_ours(record)):
                self.results[index] = Put(outcome, record.article.id)
            users[record.key].append(index)
        changed = {
            key: record
            for key, record in lookup.planned.items()
            if (known := lookup.stored[key]) is None or known.record != record
        }
        conflicts = self._write(changed, lookup, users)
        self.waiting = sorted(index for key in conflicts for index in users[key])

    def _plan(
        self, article: Article, lookup: BatchLookup, identification: Identification
    ) -> tuple[Record, Outcome]:
        origin = origin_number(article.origin)
        digest = content_digest(article.text)
        stored, identity = identification.identify(article, origin, digest)
        outcome: Outcome
        if stored is None:
            renamed = identity != article.id and not article.id_derived
            outcome = "renamed" if renamed else "added"
            number = self._numbers.next()
            record = Record(number=number, article=article.replaced(id=identity), origin=origin)
        else:
            # What was looked up is what the batch has made of it so far.
            record = lookup.planned[key_of(stored.id)]
            existing = record.article
            new = merged_as(identity, existing, article)
            outcome = "unchanged" if new == existing else "updated"
            if new.text != existing.text:
                record = replace(record, versions=(*record.versions, former_state(existing)))
            record = replace(record, article=new)
        if origin:
            self.met.add(record.number)
            if article.is_whole and origin not in record.whole_of:
                record = replace(record, whole_of=(*record.whole_of, origin))
        lookup.stored.setdefault(record.key, None)
        lookup.plan(record)
        return record, outcome

    def _is_ours(self, record: Record) -> bool:
        """Whether what is stored is what this batch has sent: its answer was lost."""
        sent = self._sent.get(record.key)
        return sent is not None and (sent.number, sent.article) == (record.number, record.article)

    def _write(
        self,
        changed: Mapping[str, Record],
        lookup: BatchLookup,
        users: Mapping[str, Sequence[int]],
    ) -> list[str]:
        """Write documents, and return the keys of those that somebody else has changed."""
        self.has_sent = self.has_sent or bool(changed)
        conflicts: list[str] = []
        writes: list[Write] = []
        results: list[Written] = []
        making = self._writes(changed, lookup)
        with Pipeline(self._client, self._client.address.name) as pipeline:
            while part := list(islice(making, _AT_ONCE)):
                writes += part
                results += pipeline.send(part)
            results += pipeline.rest()
        for one, written in zip(writes, results, strict=True):
            if written.failure is not None:
                for index in users[one.key]:
                    self.results[index] = Failure(self._articles[index].id, written.failure.reason)
            elif written.outcome != "done":
                conflicts.append(one.key)
        return conflicts

    def _writes(self, changed: Mapping[str, Record], lookup: BatchLookup) -> Iterator[Write]:
        bands = {key: band_keys(record.article.text) for key, record in changed.items()}
        ungrouped: dict[str, int] = {}
        for key, record in changed.items():
            known = lookup.stored[key]
            if known is None:
                ungrouped[key] = record.number
            elif known.record.article.text != record.article.text:
                ungrouped[key] = self._numbers.next()  # others may be of the family it founded
        relatives = Relatives(self._client, {key: bands[key] for key in ungrouped})
        for key, record in changed.items():
            text = record.article.text
            if key in ungrouped:
                family = relatives.family_of(bands[key], text) or ungrouped[key]
                record = replace(record, family=family)
                relatives.add(record, bands[key])
            known = lookup.stored[key]
            self._sent[key] = record
            content = json_bytes(record.fields(bands[key], self._tokenizer))
            if known is None:
                yield Write("create", key, content)
            else:
                yield Write("index", key, content, known.version)


class _SeenInBatch(Seen):
    """What the run has met before this batch, and in it."""

    def __init__(self, before: Seen, met: set[int]) -> None:
        self._before = before
        self._met = met

    def add(self, number: int) -> None:
        self._met.add(number)

    def __contains__(self, number: int) -> bool:
        return number in self._before or number in self._met
