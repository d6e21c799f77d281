/** The columns of /map.json, and who has which place on a day. Days count from `first`. */

export type Layer = "assessed" | "claimed";
export type State = "held" | "contested" | "besieged" | "unknown" | "part" | "none";

interface Columns {
  places: {
    id: string[];
    name: string[];
    native: string[];
    lang: string[];
    area: string[];
    lon: number[];
    lat: number[];
    population: number[];
  };
  spells: {
    place: number[];
    layer: number[];
    state: number[];
    holder: number[];
    since: (number | null)[];
    until: (number | null)[];
    grade: number[];
    disputed: number[];
    partial: number[];
    heard: number[][];
    by: number[][];
    others: number[];
  };
  covers: {
    place: number[];
    layer: number[];
    holder: number[];
    area: string[];
    since: (number | null)[];
  };
  incidents: {
    id: string[];
    place: number[];
    kind: number[];
    said: number[];
    start: number[];
    end: number[];
    grade: number[];
    disputed: number[];
  };
}

export interface MapData extends Columns {
  day: string;
  known_by: string;
  first: string;
  fresh: number;
  countries: string[];
  actors: { id: string; name: string; colour: number }[];
  sources: string[];
  kinds: { name: string; group: string }[];
  phrases: string[];
  threats: { place: number; reasons: string[] }[];
  in_areas: number;
  undated: number;
}

/** How a place is drawn on a day. */
export interface Mark {
  state: State;
  holder: number;
  claimed: boolean;
  stale: boolean;
  disputed: boolean;
  partial: boolean;
  spell: number;
  area: string;
}

export const STATES: State[] = ["held", "contested", "besieged", "unknown"];
export const LAYERS: Layer[] = ["assessed", "claimed"];
export const GRADES = [
  "acknowledged",
  "corroborated",
  "reported",
  "claimed",
  "unattributed",
  "withdrawn",
  "denied",
];
const REPORTED = GRADES.indexOf("reported");
const DAY_MS = 86_400_000;

export const NOTHING: Mark = {
  state: "none",
  holder: -1,
  claimed: false,
  stale: false,
  disputed: false,
  partial: false,
  spell: -1,
  area: "",
};

export class Picture {
  readonly last: number;
  readonly threats = new Map<number, string[]>();
  /** How many incidents began on each day. */
  readonly perDay: number[];
  private readonly spells: number[][][] = LAYERS.map(() => []);
  private readonly covers: number[][][] = LAYERS.map(() => []);
  private readonly started: number[][] = [];
  private readonly early: number[] = [];
  private readonly happened: number[][] = [];

  constructor(readonly data: MapData) {
    const { spells, covers, incidents } = data;
    this.last = this.number(data.day);
    file(spells.place, spells.layer, this.spells);
    file(covers.place, covers.layer, this.covers);
    for (const one of data.threats) this.threats.set(one.place, one.reasons);
    this.perDay = new Array<number>(this.last + 1).fill(0);
    incidents.place.forEach((place, incident) => {
      (this.happened[place] ??= []).push(incident);
      const start = incidents.start[incident] ?? 0;
      if (start < 0) this.early.push(incident);
      else (this.started[start] ??= []).push(incident);
      if (start >= 0 && start <= this.last) this.perDay[start] = (this.perDay[start] ?? 0) + 1;
    });
  }

  get places(): number {
    return this.data.places.id.length;
  }

  /** The number of a day such as "2024-12-05". */
  number(day: string): number {
    return Math.round((Date.parse(day) - Date.parse(this.data.first)) / DAY_MS);
  }

  date(day: number): Date {
    return new Date(Date.parse(this.data.first) + day * DAY_MS);
  }

  iso(day: number): string {
    return this.date(day).toISOString().slice(0, 10);
  }

  /** Who has a place on a day; in the assessed layer what only a party says stands apart. */
  at(place: number, day: number, layer: Layer): Mark {
    const assessed = layer === "assessed" ? this.current(place, day, 0) : -1;
    if (assessed >= 0) return this.mark(assessed, day, false);
    const claimed = this.current(place, day, 1);
    if (claimed >= 0) {
      const grade = this.data.spells.grade[claimed] ?? 0;
      return this.mark(claimed, day, layer === "assessed" || grade > REPORTED);
    }
    const cover = this.covered(place, day, layer);
    if (cover < 0) return NOTHING;
    const { holder, area } = this.data.covers;
    return { ...NOTHING, state: "part", holder: holder[cover] ?? -1, area: area[cover] ?? "" };
  }

  /** The spells of a place in a layer, in the order of time. */
  history(place: number, layer: Layer): number[] {
    return this.spells[LAYERS.indexOf(layer)]?.[place] ?? [];
  }

  /** The incidents of a place, in any order. */
  incidents(place: number): number[] {
    return this.happened[place] ?? [];
  }

  /** What happened within the last days up to a day: numbers of incidents. */
  window(day: number, days: number): number[] {
    const { end } = this.data.incidents;
    const from = day - days + 1;
    const found: number[] = [];
    for (let at = Math.max(0, from - 7); at <= Math.min(day, this.started.length - 1); at++)
      for (const one of this.started[at] ?? []) if ((end[one] ?? 0) >= from) found.push(one);
    for (const one of this.early) if ((end[one] ?? 0) >= from) found.push(one);
    return found;
  }

  /** Whether somebody has been said to have the place on some day. */
  hasHistory(place: number): boolean {
    return this.history(place, "claimed").length + this.history(place, "assessed").length > 0;
  }

  private current(place: number, day: number, layer: number): number {
    const { since, until } = this.data.spells;
    let found = -1;
    for (const one of this.spells[layer]?.[place] ?? []) {
      const from = since[one] ?? null;
      const to = until[one] ?? null;
      if ((from === null || from <= day) && (to === null || to > day)) found = one;
    }
    return found;
  }

  private covered(place: number, day: number, layer: Layer): number {
    const wanted = layer === "assessed" ? [0, 1] : [1, 0];
    for (const each of wanted)
      for (const one of this.covers[each]?.[place] ?? []) {
        const from = this.data.covers.since[one] ?? null;
        if (from === null || from <= day) return one;
      }
    return -1;
  }

  private mark(spell: number, day: number, claimed: boolean): Mark {
    const { state, holder, heard, disputed, partial } = this.data.spells;
    let last = Number.NEGATIVE_INFINITY;
    for (const one of heard[spell] ?? []) if (one <= day) last = one;
    return {
      state: STATES[state[spell] ?? 3] ?? "unknown",
      holder: holder[spell] ?? -1,
      claimed,
      stale: last > Number.NEGATIVE_INFINITY && day - last > this.data.fresh,
      disputed: disputed[spell] === 1,
      partial: partial[spell] === 1,
      spell,
      area: "",
    };
  }
}

function file(places: number[], layers: number[], into: number[][][]): void {
  places.forEach((place, number) => {
    const layer = into[layers[number] ?? 0];
    if (layer) (layer[place] ??= []).push(number);
  });
}
