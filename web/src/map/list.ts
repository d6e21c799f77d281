/** The list beside the map: the same places as a real list, for keyboards and screen readers. */
import type { Layer, Mark, Picture } from "./data";
import { byId, h, named } from "../shared/dom";
import { drawMark, type Palette } from "./marks";
import { doubts, stateWords } from "./words";

const ROWS = 80; // that are made at first, and at each wish for more
const SIDE = 26;

export class PlaceList {
  private readonly list = byId<HTMLUListElement>("list");
  private readonly about = byId("list-about");
  private readonly filter = byId<HTMLInputElement>("list-filter");
  private rows = ROWS;
  private last: [Picture, number, Layer, Palette, number] | undefined;

  constructor(choose: (place: number) => void) {
    this.filter.addEventListener("input", () => {
      this.rows = ROWS;
      this.again();
    });
    this.filter.addEventListener("keydown", (event) => {
      const first = this.list.querySelector("button")?.dataset.place;
      if (event.key === "Enter" && this.filter.value.trim() && first) choose(Number(first));
    });
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    this.list.addEventListener("click", (event) => {
      const button = (event.target as Element).closest("button");
      if (button?.dataset.place) choose(Number(button.dataset.place));
      else if (button) {
        this.rows += ROWS;
        this.again();
      }
    });
  }

  /** One stop for the tab key; arrow keys go from place to place. */
  private onKey(event: KeyboardEvent): void {
    const buttons = [...this.list.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: buttons.length - 1,
    };
    const next = buttons[steps[event.key] ?? -1];
    if (at < 0 || !next) return;
    event.preventDefault();
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  }

  /** The places of a day: those that changed last stand first. */
  show(picture: Picture, day: number, layer: Layer, palette: Palette, chosen: number): void {
    this.last = [picture, day, layer, palette, chosen];
    const wanted = this.filter.value.trim().toLocaleLowerCase();
    const found = all(picture, day, layer, wanted).filter((one) => matches(picture, one.place, wanted));
    if (wanted)
      found.sort((one, other) => near(picture, one.place, wanted) - near(picture, other.place, wanted));
    const known = found.filter((one) => one.mark.state !== "none").length;
    this.about.textContent = found.length
      ? `${known} with a word on who has them; ${found.length - known} without. The latest change first.`
      : wanted
        ? "No report names such a place."
        : "No reports of who has which place.";
    const rows = found
      .slice(0, this.rows)
      .map(({ place, mark }) => row(picture, place, mark, palette, place === chosen));
    if (found.length > this.rows)
      rows.push(h("li", {}, h("button", { type: "button", tabindex: -1, class: "more" }, "Show more")));
    const focused = (document.activeElement as HTMLElement | null)?.dataset.place;
    this.list.replaceChildren(...rows);
    const of = (place: string): HTMLElement | null =>
      this.list.querySelector<HTMLElement>(`[data-place="${place}"]`);
    const again = focused ? of(focused) : null;
    const stop = again ?? of(String(chosen)) ?? this.list.querySelector("button");
    if (stop) stop.tabIndex = 0;
    again?.focus({ preventScroll: true });
  }

  private again(): void {
    if (this.last) this.show(...this.last);
  }
}

interface Entry {
  place: number;
  mark: Mark;
  since: number;
}

/** The places of which somebody said who has them; where a name is looked for, all others too. */
function all(picture: Picture, day: number, layer: Layer, wanted: string): Entry[] {
  const { since } = picture.data.spells;
  const found: Entry[] = [];
  for (let place = 0; place < picture.places; place++) {
    const mark = picture.at(place, day, layer);
    if (!wanted && mark.state === "none" && !picture.hasHistory(place)) continue;
    const from = mark.spell < 0 ? Number.NEGATIVE_INFINITY : (since[mark.spell] ?? -1e6);
    found.push({ place, mark, since: from });
  }
  const order = alphabet(picture);
  return found.sort(
    (one, other) =>
      (other.since === one.since ? 0 : other.since - one.since) ||
      (order[one.place] ?? 0) - (order[other.place] ?? 0),
  );
}

const ORDERS = new WeakMap<Picture, number[]>();

/** Where each place stands in the alphabet. */
function alphabet(picture: Picture): number[] {
  const known = ORDERS.get(picture);
  if (known) return known;
  const { name } = picture.data.places;
  const compare = new Intl.Collator("en").compare;
  const found: number[] = [];
  name
    .map((_, place) => place)
    .sort((one, other) => compare(name[one] ?? "", name[other] ?? ""))
    .forEach((place, at) => {
      found[place] = at;
    });
  ORDERS.set(picture, found);
  return found;
}

function matches(picture: Picture, place: number, wanted: string): boolean {
  const { name, native, area } = picture.data.places;
  const words = `${name[place]} ${native[place]} ${area[place]}`;
  return !wanted || words.toLocaleLowerCase().includes(wanted);
}

/** 0 for a place whose own name begins so, 1 for one in whose name or area it stands. */
function near(picture: Picture, place: number, wanted: string): number {
  const { name, native } = picture.data.places;
  const own = [name[place], native[place]].some((one) => one?.toLocaleLowerCase().startsWith(wanted));
  return own ? 0 : 1;
}

function row(
  picture: Picture,
  place: number,
  mark: Mark,
  palette: Palette,
  chosen: boolean,
): HTMLLIElement {
  const { name, native, lang } = picture.data.places;
  const doubt = doubts(mark, picture.data.fresh).join(", ");
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", tabindex: -1, "data-place": place, "aria-current": chosen ? "true" : undefined },
      swatch(picture, mark, palette),
      h(
        "span",
        { class: "map-row" },
        named(name[place] ?? "", native[place] ?? "", lang[place] ?? ""),
        h("span", { class: "soft" }, stateWords(picture, mark), doubt && `, ${doubt}`),
      ),
    ),
  );
}

/** A mark as it stands on the map. */
export function swatch(picture: Picture, mark: Mark, palette: Palette): HTMLCanvasElement {
  const colour = picture.data.actors[mark.holder]?.colour ?? 0;
  return canvas(SIDE, (ctx) => drawMark(ctx, mark, palette.actors[colour] ?? "#888", 7, palette));
}

/** A small picture around its middle. */
export function canvas(
  side: number,
  paint: (ctx: CanvasRenderingContext2D) => void,
): HTMLCanvasElement {
  const dots = window.devicePixelRatio || 1;
  const made = h("canvas", {
    width: side * dots,
    height: side * dots,
    class: "swatch",
    "aria-hidden": "true",
  });
  const ctx = made.getContext("2d");
  if (ctx) {
    ctx.setTransform(dots, 0, 0, dots, (side * dots) / 2, (side * dots) / 2);
    paint(ctx);
  }
  return made;
}
