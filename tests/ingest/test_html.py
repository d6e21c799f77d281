from datetime import date

from foglift.ingest import html

from .conftest import Read

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Rebels enter Hama | Orontes Wire</title>
<meta property="og:site_name" content="Orontes Wire">
<meta property="og:title" content="Rebels enter Hama">
<meta property="og:url" content="https://orontes.example/hama">{date}
<script>var a = "<p>Army retakes Hama</p>";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Rebels enter Hama</h1>
<p>Rebels entered Hama on Thursday &amp; freed detainees, the army said in a statement.</p>
<p>Thousands of residents fled towards Homs and the coast, according to a monitor of the war.</p>
<p>The city lies on the road from Aleppo to Damascus and had never before been lost.</p></article>
<footer>Copyright 2023 Orontes Wire</footer></body></html>"""
DATE = '<meta property="article:published_time" content="2024-12-05T23:30:00-05:00">'


def test_the_article_of_a_page_is_read_without_what_surrounds_it(read: Read) -> None:
    (report,), problems = read("a.html", PAGE.format(date=DATE))
    assert report.text.split("\n")[:3] == [
        "Rebels enter Hama",
        "",
        "Rebels entered Hama on Thursday & freed detainees, the army said in a statement.",
    ]
    assert report.text.count("Rebels enter Hama") == 1
    assert not [word for word in ("Home", "Copyright", "retakes") if word in report.text]
    assert (report.title, report.outlet) == ("Rebels enter Hama", "Orontes Wire")
    assert (report.published, report.dated) == (date(2024, 12, 5), "known")
    assert report.url == "https://orontes.example/hama"
    assert problems == []


def test_no_date_is_made_out_of_a_copyright_line(read: Read) -> None:
    (report,), _ = read("a.htm", PAGE.format(date=""))
    assert (report.published, report.dated) == (None, "unknown")


def test_a_page_without_an_article_or_with_too_many_tags_is_one_problem(read: Read) -> None:
    assert read("a.html", "<html></html>") == ([], ["a.html: html: no article found in the page"])
    assert read("a.html", "<div>" * 100_000) == ([], ["a.html: html: more than 60,000 tags"])


def test_the_words_of_html_keep_blocks_apart_and_scripts_out() -> None:
    assert html.words("<p>Rebels <b>ent</b>ered&nbsp;Hama.</p><p>Army\n fled") == (
        "Rebels entered Hama.\nArmy fled"
    )
    assert html.words("a<br/>b<!-- c --> d<script>e</script> f<style>g</style>") == "a\nb d f"
    assert html.words("5 &lt; 6") == "5 < 6"
    assert html.words("") == ""
    assert html.words('<?xml version="1.0" encoding="utf-16"?><p>Хама</p>') == "Хама"
