from foglift.desk import Look
from foglift.desk.facets import Ask


def test_a_group_is_found_where_one_claim_holds_all_the_words(look: Look) -> None:
    for one in look.incidents.values():
        found = look.seen_incidents.find(Ask("hama rebel", limit=None)).ids
        held = set(look.seen.find(Ask("hama rebel", limit=None)).ids)
        assert (one.id in found) == bool(held & set(one.claims))


def test_all_are_found_without_words(look: Look) -> None:
    assert set(look.seen_incidents.find(Ask(" ", limit=None)).ids) == set(look.incidents)
    assert set(look.seen_reports.find(Ask(limit=None)).ids) == set(look.reports)


def test_most_claims_come_first(look: Look) -> None:
    ids = look.seen_incidents.find(Ask(sort="-claims", limit=None)).ids
    sizes = [len(look.incidents[id].claims) for id in ids]
    assert sizes == sorted(sizes, reverse=True)
