/** Beside the map: all that is known of one place, with the way to the evidence. */
import { type Layer, LAYERS, type Picture, STATES } from "./data";
import { byId, h, longDay, named, refill, svg } from "../shared/dom";
import { canvas, swatch } from "./list";
import { drawGroup, type Palette } from "./marks";
import { load } from "../shared/data";
import {
  capital,
  doubts,
  grade,
  incidentDays,
  incidentWords,
  spellDays,
  stateWords,
} from "./words";

const MOST = 40;
const QUOTES = 8;
const COUNTS = 6;

export interface Addresses {
  place: (id: string) => string;
  incident: (id: string) => string;
  claim: (id: string) => string;
  tally: (id: string) => string;
  /** Where the page of a place is had as JSON; "" where it is not. */
  told: (id: string) => string;
}

/** Of the page of a place, what is shown here too. */
interface Told {
  quotes: {
    claim: string;
    who: string;
    words: string;
    before: string;
    after: string;
    outlet: string;
    published: string | null;
    denies: boolean;
  }[];
  spells: {
    now: { holder: string; state: string; layer: Layer | "both"; claims: string[] };
    until: string | null;
  }[];
  tallies: { id: string; subject: string; number: string }[];
}

export class Panel {
  private readonly box = byId("panel");
  private back: HTMLElement | null = null;
  private shown = "";

  constructor(
    private readonly addresses: Addresses,
    private readonly closed: () => void,
  ) {
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  /** Shows a place on a day; takes the focus when it was just opened. */
  show(picture: Picture, place: number, day: number, layer: Layer, palette: Palette): void {
    const opened = this.box.hidden;
    if (opened) this.back = document.activeElement as HTMLElement | null;
    this.box.hidden = false;
    const { places } = picture.data;
    const mark = picture.at(place, day, layer);
    const by = mark.spell < 0 ? "" : sources(picture, mark.spell);
    const close = h("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    close.addEventListener("click", () => this.close());
    const id = places.id[place] ?? "";
    refill(
      this.box,
      h(
        "header",
        {},
        h(
          "h2",
          { id: "panel-title", tabindex: "-1" },
          named(places.name[place] ?? "", places.native[place] ?? "", places.lang[place] ?? ""),
        ),
        close,
        h("p", { class: "soft small" }, places.area[place]),
      ),
      h(
        "div",
        { class: "map-now" },
        swatch(picture, mark, palette),
        h(
          "p",
          {},
          h("strong", {}, capital(stateWords(picture, mark))),
          ` on ${longDay(picture.date(day))}`,
          ...doubts(mark, picture.data.fresh).map((words) => `, ${words}`),
          ".",
          by && h("span", { class: "soft" }, ` By the word of ${by}.`),
        ),
      ),
      lanes(picture, place, day, palette),
      history(picture, place),
      h("div", { id: "panel-told" }),
      happened(picture, place, day, palette, this.addresses),
      threats(picture, place),
      h(
        "p",
        { class: "map-more" },
        h(
          "a",
          { class: "button main", href: this.addresses.place(id) },
          "All about it, with the evidence",
        ),
      ),
    );
    if (opened) byId("panel-title").focus({ preventScroll: true });
    void this.tell(this.addresses.told(id), picture, mark.spell, day);
  }

  /** Adds the words that it stands on and who was counted, once they are there. */
  private async tell(url: string, picture: Picture, spell: number, day: number): Promise<void> {
    this.shown = url;
    const known = TOLD.get(url) ?? (url ? fetchTold(url) : undefined);
    if (!known) return;
    TOLD.set(url, known);
    const told = await known;
    const box = document.getElementById("panel-told");
    if (!told || !box || this.shown !== url) return;
    const claims = standing(told, picture, spell);
    refill(box, quoted(told, claims, picture.iso(day), this.addresses), counted(told, this.addresses));
  }

  get open(): boolean {
    return !this.box.hidden;
  }

  close(): void {
    if (this.box.hidden) return;
    this.box.hidden = true;
    const place = this.back?.dataset.place;
    this.closed(); // the list is made anew
    const again = place && document.querySelector<HTMLElement>(`#list [data-place="${place}"]`);
    (again || this.back)?.focus();
  }
}

const TOLD = new Map<string, Promise<Told | undefined>>();

async function fetchTold(url: string): Promise<Told | undefined> {
  try {
    return await load<Told>(url);
  } catch {
    return undefined; // the rest of the panel stands without it
  }
}

/** The claims that a spell of the map stands on. */
function standing(told: Told, picture: Picture, spell: number): string[] {
  const { spells, actors } = picture.data;
  const holder = actors[spells.holder[spell] ?? -1]?.id ?? "";
  const state = STATES[spells.state[spell] ?? -1];
  const layer = LAYERS[spells.layer[spell] ?? -1];
  const until = spells.until[spell] ?? null;
  const alike = told.spells.filter(
    ({ now }) =>
      now.holder === holder && now.state === state && (now.layer === "both" || now.layer === layer),
  );
  const over = until === null ? null : picture.iso(until);
  return (alike.find((one) => one.until === over) ?? alike[0])?.now.claims ?? [];
}

/** Who says so, each in a sentence whose words lead to their report. */
function quoted(told: Told, claims: string[], day: string, addresses: Addresses): Node | null {
  const said = told.quotes.filter(
    (one) => claims.includes(one.claim) && (!one.published || one.published <= day),
  );
  if (!said.length) return null;
  const rows = said.slice(0, QUOTES).map((one) =>
    h(
      "li",
      { class: one.denies ? "denies" : undefined },
      h(
        "q",
        {},
        one.before && `${one.before} `,
        h("a", { href: addresses.claim(one.claim) }, one.words),
        /^[\p{L}\p{N}]/u.test(one.after) && " ",
        one.after,
      ),
      h(
        "span",
        { class: "by" },
        [one.who, one.outlet !== one.who && one.outlet, one.published].filter(Boolean).join(" · "),
        one.denies && " · says otherwise",
      ),
    ),
  );
  return h(
    "section",
    {},
    h("h3", {}, "Who says so, in which words"),
    h("ul", { class: "quotes" }, ...rows),
  );
}

function counted(told: Told, addresses: Addresses): Node | null {
  if (!told.tallies.length) return null;
  const rows = told.tallies.slice(0, COUNTS).map((one) =>
    h("li", {}, h("a", { href: addresses.tally(one.id) }, one.subject), `: ${one.number}`),
  );
  return h("section", {}, h("h3", {}, "Who was counted"), h("ul", { class: "map-reasons" }, ...rows));
}

/** Those by whose word it is: "Gulf Ledger, Levant Wire and 2 more". */
function sources(picture: Picture, spell: number): string {
  const { by, others } = picture.data.spells;
  const named = (by[spell] ?? []).map((one) => picture.data.sources[one] ?? "").join(", ");
  return others[spell] ? `${named} and ${others[spell]} more` : named;
}

/** Two lanes of who had it, as assessed and as claimed, with the day marked. */
function lanes(picture: Picture, place: number, day: number, palette: Palette): Node {
  const [width, tall, left] = [360, 16, 62];
  const room = width - left - 4;
  const x = (at: number): number => left + (Math.max(0, at) / Math.max(1, picture.last + 1)) * room;
  const { spells, actors } = picture.data;
  const parts: SVGElement[] = [];
  LAYERS.forEach((layer, lane) => {
    const top = 4 + lane * (tall + 8);
    parts.push(
      svg("text", { x: 0, y: top + 12, class: "lane-name" }, layer),
      svg("line", { x1: left, x2: width - 4, y1: top + 8, y2: top + 8, class: "lane-line" }),
    );
    for (const one of picture.history(place, layer)) {
      const from = x(spells.since[one] ?? 0);
      const to = x(spells.until[one] ?? picture.last + 1);
      const state = STATES[spells.state[one] ?? 0] ?? "";
      const colour = palette.actors[actors[spells.holder[one] ?? -1]?.colour ?? 0];
      const filled = state === "held" || state === "besieged";
      parts.push(
        svg("rect", {
          x: from,
          y: top,
          width: Math.max(3, to - from - 1),
          height: tall,
          rx: 2,
          class: `lane lane-${state}`,
          fill: filled ? (colour ?? "none") : "url(#lane-hatch)",
          "fill-opacity": state === "unknown" ? 0 : layer === "claimed" ? 0.45 : 1,
        }),
      );
      if (state === "unknown" && to - from > 10)
        parts.push(svg("text", { x: from + 4, y: top + 12.5, class: "lane-mark" }, "?"));
    }
  });
  const at = x(day + 0.5);
  const hatch = svg(
    "pattern",
    { id: "lane-hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse" },
    svg("path", { d: "M-1 7 L7 -1 M-1 1 L1 -1 M5 7 L7 5", class: "lane-stroke" }),
  );
  return svg(
    "svg",
    { viewBox: `0 0 ${width} 50`, class: "map-lanes", "aria-hidden": "true" },
    svg("defs", {}, hatch),
    ...parts,
    svg("line", { x1: at, x2: at, y1: 0, y2: 48, class: "lane-day" }),
  );
}

/** The same in words. */
function history(picture: Picture, place: number): Node {
  const { spells, actors } = picture.data;
  const assessed = picture.history(place, "assessed");
  const shown = assessed.length ? assessed : picture.history(place, "claimed");
  if (!shown.length) return h("p", { class: "soft" }, "Nobody has said who has this place.");
  const states = ["held by", "contested", "besieged", "taken from its holder"];
  const rows = [...shown].reverse().map((one) => {
    const state = states[spells.state[one] ?? 0] ?? "";
    const holder = actors[spells.holder[one] ?? -1]?.name ?? "";
    const words = [state, holder].filter(Boolean).join(state === "besieged" ? ", held by " : " ");
    const who = sources(picture, one);
    return h(
      "li",
      {},
      h("span", { class: "small soft" }, spellDays(picture, one)),
      h("br"),
      capital(words),
      h("span", { class: "soft" }, ` (${grade(spells.grade[one])}${who ? `: ${who}` : ""})`),
    );
  });
  const title = assessed.length ? "Who had it" : "Who is claimed to have it";
  return h("section", {}, h("h3", {}, title), h("ol", { class: "map-history" }, ...rows));
}

function happened(
  picture: Picture,
  place: number,
  day: number,
  palette: Palette,
  addresses: Addresses,
): Node | null {
  const { incidents, kinds } = picture.data;
  const start = (one: number): number => incidents.start[one] ?? 0;
  const found = picture
    .incidents(place)
    .filter((one) => start(one) <= day)
    .sort((one, other) => start(other) - start(one));
  if (!found.length) return h("p", { class: "soft" }, "No incident is reported here up to this day.");
  const rows = found.slice(0, MOST).map((one) => {
    const group = kinds[incidents.kind[one] ?? 0]?.group ?? "other";
    return h(
      "li",
      {},
      canvas(22, (ctx) => drawGroup(ctx, group, 6, palette)),
      h(
        "span",
        {},
        h("a", { href: addresses.incident(incidents.id[one] ?? "") }, incidentWords(picture, one)),
        h("br"),
        h(
          "span",
          { class: "small soft" },
          `${incidentDays(picture, one)} · ${grade(incidents.grade[one])}`,
          incidents.disputed[one] === 1 && ", disputed",
        ),
      ),
    );
  });
  const rest = found.length - rows.length;
  return h(
    "section",
    {},
    h("h3", {}, "What happened here"),
    h("ul", { class: "map-happened" }, ...rows),
    rest > 0 && h("p", { class: "soft small" }, `${rest} earlier ones are on the page of the place.`),
  );
}

function threats(picture: Picture, place: number): Node | null {
  const reasons = picture.threats.get(place);
  if (!reasons) return null;
  const until = longDay(picture.date(picture.last));
  return h(
    "section",
    {},
    h("h3", {}, `Reasons to expect fighting, as of ${until}`),
    h("ul", { class: "map-reasons" }, ...reasons.map((words) => h("li", {}, words))),
  );
}
