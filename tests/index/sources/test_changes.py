"""Files and addresses that change, with the real command."""

from samples import rss
from test_watching import put, watching

__all__ = ["watching"]


def page(text):
    return f"<html><head><title>Judul</title></head><body><article><p>{text}</p></article></body>"


def test_an_edited_address_is_updated_in_place(telusur, server):
    first = "Pasukan tiba di Kursk pada pagi hari dan beristirahat di desa kecil itu."
    for text, outcome in ((first, "added"), ("Sama sekali lain bunyinya sekarang.", "updated")):
        server.put("/berita", page(text), "text/html")
        run = telusur("add", server.url + "/berita", "--allow-private")
        assert run.out.startswith(outcome), run
    (article,) = telusur("list", "--json").json["articles"]
    shown = telusur("show", article["id"], "--versions", "--json").json["article"]
    assert shown["text"] == "Sama sekali lain bunyinya sekarang."
    assert [version["text"] for version in shown["versions"]] == [first]
    assert first in telusur("show", article["id"], "--versions").out


def test_an_edited_file_is_updated_while_it_is_watched(watching, telusur, tmp_path):
    inbox = tmp_path / "masuk"
    put(inbox / "a.txt", "Isi yang pertama.")
    watch = watching(inbox)
    assert watch.next_line().startswith("added")
    (inbox / "a.txt").write_text("Sama sekali lain.")
    assert watch.next_line().startswith("updated")
    assert telusur("list", "--json").json["total"] == 1
    watch.end()


def test_an_edited_entry_is_updated_while_its_feed_is_watched(watching, telusur, server):
    entry = (
        "<item><link>https://a.id/1</link><title>Judul</title><description>{}</description></item>"
    )
    server.put("/feed", rss(entry.format("Lama.")), "application/rss+xml")
    watch = watching(server.url + "/feed", "--allow-private")
    assert watch.next_line().startswith("added")
    server.put("/feed", rss(entry.format("Baru.")), "application/rss+xml")
    assert watch.next_line().startswith("updated")
    assert telusur("list", "--json").json["total"] == 1
    watch.end()


def test_a_library_that_is_moved_or_removed_while_it_is_written_to_is_noticed(
    watching, telusur, tmp_path
):
    inbox = tmp_path / "masuk"
    put(inbox / "a.txt", "Isi a.")
    watch = watching(inbox)
    assert watch.next_line().startswith("added")
    telusur.library.rename(tmp_path / "pindah")
    put(inbox / "b.txt", "Isi b.")
    out, err = watch.process.communicate(timeout=30)
    assert watch.process.returncode == 2
    assert "b.txt" not in out
    assert "added  " not in out
    assert "was moved, removed or replaced" in err
    assert "Traceback" not in err
