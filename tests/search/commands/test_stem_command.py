import json


def stems(telusur, *arguments, **more):
    run = telusur("stem", "--json", *arguments, **more)
    assert run.code == 0
    return [json.loads(line) for line in run.out.splitlines()]


def test_a_root_is_shown_with_its_affixes_and_runners_up(telusur):
    (word,) = stems(telusur, "membantah")
    assert (word["word"], word["root"], word["affixes"]) == ("membantah", "bantah", ["meN-"])
    assert "ban" in [other["root"] for other in word["runners_up"]]
    text = telusur("stem", "memberikannya").out
    assert text.startswith("memberikannya: beri + meN- + -kan + -nya")


def test_words_come_from_standard_input_too(telusur):
    found = stems(telusur, stdin="kesepakatan\n\nanak-anaknya\nBekasi\n")
    assert [word["root"] for word in found] == ["sepakat", "anak", "bekasi"]
    assert [word["name"] for word in found] == [False, False, True]


def test_a_line_has_words(telusur):
    found = stems(telusur, stdin='membantah mengirim\nia berkata, "tidak"\n')
    assert [word["root"] for word in found] == ["bantah", "kirim", "ia", "kata", "tidak"]


def test_variants_and_stop_words_are_marked(telusur):
    korut, yang = stems(telusur, "Korut", "yang")
    assert korut["variants"] == ["korea utara"]
    assert yang["stop_word"]
    assert not korut["stop_word"]


def test_anything_can_be_asked_for(telusur):
    run = telusur("stem", stdin=b"\xff\xfe\n\xf0\x9f\x98\x80\n" + b"a" * 100_000 + b"\n\x1b[31m\n")
    assert run.code == 0
    assert "\x1b" not in run.out
