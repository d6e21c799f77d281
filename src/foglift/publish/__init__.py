"""Picture into files: the brief with its footnotes, and the exports."""

from collections.abc import Callable

from foglift.publish import counts, layouts, maps, pages, tables
from foglift.publish.brief import brief as brief
from foglift.publish.brief import check_brief as check_brief
from foglift.publish.material import Material as Material
from foglift.publish.record import claim_record as claim_record

Writer = Callable[[Material], str]

WRITERS: dict[str, Writer] = {
    "brief.md": pages.markdown,
    "brief.html": pages.html,
    "brief.json": pages.record,
    "claims.jsonl": tables.claims_jsonl,
    "claims.csv": tables.claims_csv,
    "tallies.csv": counts.tallies,
    "series.csv": counts.series,
    "incidents.geojson": maps.incidents,
    "control.geojson": maps.control,
    "acled.csv": layouts.acled,
    "ucdp.csv": layouts.ucdp,
    "plover.jsonl": layouts.plover,
    "hxl.csv": layouts.hxl,
}
