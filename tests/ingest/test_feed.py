from datetime import date

from .conftest import Read

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Orontes Wire</title>
<item><title>Rebels &amp;amp; army fight</title><link>https://orontes.example/1</link>
<description>&lt;p&gt;Rebels entered &lt;b&gt;Hama&lt;/b&gt;.&lt;/p&gt;
&lt;p&gt;The army fled.&lt;/p&gt;</description>
<pubDate>Thu, 05 Dec 2024 23:30:00 -0500</pubDate></item>
<item><title></title></item>
<item><title>Army leaves Homs</title><source url="https://b.example">Barada Post</source></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Orontes</title>
<entry><title>Hama</title><updated>2024-12-05T01:00:00Z</updated><summary>Short.</summary>
<content type="html"><![CDATA[<p>Rebels entered Hama.<br>They freed detainees.]]></content>
</entry></feed>"""


def test_each_entry_is_a_report_and_an_empty_one_a_problem(read: Read) -> None:
    (first, second), problems = read("wire.xml", RSS)
    assert first.text == "Rebels & army fight\n\nRebels entered Hama.\nThe army fled."
    assert (first.title, first.outlet) == ("Rebels & army fight", "Orontes Wire")
    assert first.published == date(2024, 12, 5)  # as printed; in UTC it was the sixth
    assert (first.dated, first.url) == ("known", "https://orontes.example/1")
    assert first.path.endswith("wire.xml#1")
    assert (second.text, second.outlet, second.published) == (
        "Army leaves Homs",
        "Barada Post",
        None,
    )
    assert problems == ["wire.xml#2: empty: no words in it"]


def test_atom_content_goes_before_its_summary(read: Read) -> None:
    (report,), problems = read("a.atom", ATOM)
    assert report.text == "Hama\n\nRebels entered Hama.\nThey freed detainees."
    assert report.published == date(2024, 12, 5)
    assert problems == []


def test_a_feed_in_another_character_set_is_read(read: Read) -> None:
    rss = '<?xml version="1.0" encoding="windows-1251"?><rss><channel><item><title>Хама</title>'
    data = f"{rss}</item></channel></rss>".encode("cp1251")
    assert read("a.rss", data)[0][0].text == "Хама"


def test_a_broken_feed_gives_what_it_can_and_a_warning(read: Read) -> None:
    reports, problems = read("a.xml", RSS.replace("</channel></rss>", "<item><title>Cut"))
    assert [report.title for report in reports[:2]] == ["Rebels & army fight", "Army leaves Homs"]
    assert problems[-1].startswith("a.xml: feed: broken markup, some may be missing: ")


def test_bombs_and_other_xml_are_one_problem(read: Read) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = (
        f'<!DOCTYPE l [<!ENTITY l0 "lol">{laughs}]><rss><channel><item><title>&l9;</title></item>'
    )
    refused = "a.xml: feed: declares entities, which are never expanded"
    assert read("a.xml", bomb) == ([], [refused])
    assert read("a.xml", bomb.encode("utf-16")) == ([], [refused])
    deep = "<rss><channel>" + "<a>" * 100_000
    assert read("a.xml", deep) == ([], ["a.xml: feed: tags more than 500 deep"])
    many = "<rss><channel>" + "<item></item>" * 80_000
    assert read("a.xml", many) == ([], ["a.xml: feed: more than 150,000 tags"])
    assert read("a.xml", "<note>Hama</note>") == ([], ["a.xml: feed: neither RSS nor Atom"])
    assert read("a.xml", '<rss version="2.0"/>') == ([], ["a.xml: feed: no entries"])


def test_unclosed_tags_within_character_data_are_not_depth(read: Read) -> None:
    body = "<![CDATA[" + "<p>Rebels entered Hama.<br>" * 600 + "]]>"
    rss = f"<rss><channel><item><description>{body}</description></item></channel></rss>"
    reports, problems = read("a.xml", rss)
    assert reports[0].text.count("Rebels entered Hama.") == 600
    assert problems == []
