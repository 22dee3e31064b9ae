"""Searching while others write: every hit has the word, and every highlight is on it."""

import random
import subprocess
import sys
import time

from telusur import Library, SearchOptions, search

SECONDS = 6

# Rewrites the same few articles again and again, so that most of them change between two reads.
WRITER = """
import random, sys
from telusur import Library, make_article
chance = random.Random(int(sys.argv[2]))
words = "tentara kapal gudang jembatan pelabuhan presiden Kursk Moskwa Kyiv Seoul".split()
with Library.open(sys.argv[1], missing="empty") as library:
    print("ready", flush=True)
    while True:
        articles = []
        for number in chance.sample(range(30), 10):
            text = " ".join(chance.choices(words, k=chance.randint(5, 40))) + "."
            title = " ".join(chance.choices(words, k=3))
            articles.append(make_article(text, title=title, id=f"a{number}", countries=[]))
        library.add(articles)
"""


def test_every_hit_is_what_was_searched_for(library, folder):
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(seed)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in range(2)
    ]
    try:
        assert [writer.stdout.readline() for writer in writers] == ["ready\n"] * 2
        searches, wrong = look_for_wrong_hits(folder)
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    assert searches > 20
    assert wrong == []


def look_for_wrong_hits(folder):
    chance = random.Random(7)
    wrong = []
    searches = 0
    end = time.monotonic() + SECONDS
    with Library.open(folder) as reader:
        while time.monotonic() < end:
            word = chance.choice(["tentara", "kapal", "gudang", "jembatan", "pelabuhan"])
            for hit in search(reader, word, SearchOptions(duplicates="show", limit=30)):
                article = hit.article
                if word not in f"{article.title} {article.text}":
                    wrong.append((word, article.text))
                for match in hit.title_matches:
                    if article.title[match.start : match.end] != word:
                        wrong.append((word, article.title))
                for passage in hit.passages:
                    for match in passage.matches:
                        if passage.text[match.start : match.end] != word:
                            wrong.append((word, passage.text))
            searches += 1
    return searches, wrong
