/** The marks over the map, on a canvas of their own: drawn anew for a day in a few milliseconds,
    whatever the number of places. */
import type { Map as BaseMap } from "maplibre-gl";

import type { Layer, Mark, Picture } from "./data";
import { drawGroup, drawMark, drawThreat, look, type Palette } from "./marks";

export interface Shown {
  day: number;
  layer: Layer;
  days: number;
  groups: ReadonlySet<string>;
  chosen: number;
}

interface Spot {
  place: number;
  mark: Mark;
  groups: [string, number][];
}

const ROOM = 8; // pixels that a sprite has around its radius
const CROWD = 250; // small marks in view, above which they are left out
const TAU = Math.PI * 2;

export class Overlay {
  readonly canvas = document.createElement("canvas");
  private readonly ctx: CanvasRenderingContext2D;
  private readonly sprites = new Map<string, HTMLCanvasElement>();
  private spots: Spot[] = [];
  private shown: Shown = { day: 0, layer: "assessed", days: 7, groups: new Set(), chosen: -1 };
  private readonly x: Float64Array;
  private readonly y: Float64Array;

  constructor(
    private readonly map: BaseMap,
    private readonly picture: Picture,
    private palette: Palette,
  ) {
    const ctx = this.canvas.getContext("2d");
    if (!ctx) throw new Error("no canvas");
    this.ctx = ctx;
    this.canvas.className = "map-marks";
    this.canvas.setAttribute("aria-hidden", "true");
    map.getCanvasContainer().append(this.canvas);
    const { lon, lat } = picture.data.places;
    this.x = Float64Array.from(lon, (each) => (each + 180) / 360);
    this.y = Float64Array.from(lat, mercator);
    map.on("render", this.onRender);
  }

  private readonly onRender = (): void => this.draw();

  /** Takes the marks off the map. */
  remove(): void {
    this.map.off("render", this.onRender);
    cancelAnimationFrame(this.due);
    this.canvas.remove();
  }

  /** Works out what there is to draw on a day, and draws it. */
  show(shown: Shown): void {
    this.shown = shown;
    const groups = this.happened(shown);
    this.spots = [];
    for (let place = 0; place < this.picture.places; place++) {
      const mark = this.picture.at(place, shown.day, shown.layer);
      const here = groups.get(place);
      const worth = mark.state !== "none" || here || this.picture.hasHistory(place);
      if (worth) this.spots.push({ place, mark, groups: here ? [...here] : [] });
    }
    // What is known lies over what is not, and what happened over both.
    this.spots.sort((one, other) => weight(one) - weight(other));
    this.soon();
  }

  /** Draws with the next frame, once for however many steps came before it. */
  private soon(): void {
    if (!this.due) this.due = requestAnimationFrame(() => this.draw());
  }

  recolour(palette: Palette): void {
    this.palette = palette;
    this.sprites.clear();
    this.draw();
  }

  /** The place at a point of the map, -1 for none. */
  hit(x: number, y: number): number {
    const r = this.radius() + 5;
    let [found, nearest] = [-1, r * r];
    for (const spot of this.spots) {
      const [px, py] = this.at(spot.place);
      const below = spot.groups.length > 0 && Math.abs(x - px) < r && y > py && y - py < r * 2.2;
      const far = below ? nearest * 0.98 : (x - px) ** 2 + (y - py) ** 2;
      if (far < nearest) [found, nearest] = [spot.place, far];
    }
    return found;
  }

  private happened({ day, days, groups }: Shown): Map<number, Map<string, number>> {
    const { incidents, kinds } = this.picture.data;
    const found = new Map<number, Map<string, number>>();
    for (const one of this.picture.window(day, days)) {
      const group = kinds[incidents.kind[one] ?? 0]?.group ?? "other";
      if (!groups.has(group)) continue;
      const place = incidents.place[one] ?? 0;
      const here = found.get(place) ?? new Map<string, number>();
      found.set(place, here.set(group, (here.get(group) ?? 0) + 1));
    }
    return found;
  }

  private radius(): number {
    return Math.max(4.5, Math.min(10, 3.2 + (this.map.getZoom() - 4) * 1.35));
  }

  private due = 0;
  private scale = 1;
  private left = 0;
  private top = 0;

  private at(place: number): [number, number] {
    return [
      (this.x[place] ?? 0) * this.scale - this.left,
      (this.y[place] ?? 0) * this.scale - this.top,
    ];
  }

  private draw(): void {
    cancelAnimationFrame(this.due);
    this.due = 0;
    const box = this.map.getCanvas();
    const [width, height] = [box.clientWidth, box.clientHeight];
    const dots = window.devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(width * dots)) this.canvas.width = Math.round(width * dots);
    if (this.canvas.height !== Math.round(height * dots))
      this.canvas.height = Math.round(height * dots);
    this.scale = 512 * 2 ** this.map.getZoom();
    const middle = this.map.getCenter();
    this.left = ((middle.lng + 180) / 360) * this.scale - width / 2;
    this.top = mercator(middle.lat) * this.scale - height / 2;
    const { ctx } = this;
    ctx.setTransform(dots, 0, 0, dots, 0, 0);
    ctx.clearRect(0, 0, width, height);
    const r = this.radius();
    const seen = this.spots.filter((spot) => {
      const [x, y] = this.at(spot.place);
      return x > -40 && y > -40 && x < width + 40 && y < height + 40;
    });
    const menaced = seen.filter((spot) => this.picture.threats.has(spot.place)).length;
    const threatened = this.shown.day === this.picture.last && menaced <= CROWD;
    for (const spot of seen) {
      const [x, y] = this.at(spot.place);
      this.stamp(this.markSprite(spot.mark, r, dots), x, y, dots);
      if (threatened && this.picture.threats.has(spot.place))
        this.stamp(this.threatSprite(r, dots), x, y, dots);
      if (spot.place === this.shown.chosen) this.ring(x, y, r);
    }
    this.signs(seen, r, dots);
  }

  /** The signs of what happened, below their places: those of most incidents first, and where
      there is no room for them a dot. */
  private signs(seen: Spot[], r: number, dots: number): void {
    const side = Math.max(4.2, r * 0.62);
    const step = side * 2 + 6;
    const taken = new Grid(step);
    for (const spot of seen)
      if (spot.mark.state !== "none") taken.add(...this.at(spot.place), r, r);
    const eventful = seen.filter((spot) => spot.groups.length);
    eventful.sort((one, other) => sum(other.groups) - sum(one.groups));
    for (const spot of eventful) {
      const [x, y] = this.at(spot.place);
      const whole = spot.groups.slice(0, 4);
      const one: Spot["groups"] = [[whole[0]?.[0] ?? "", sum(spot.groups)]];
      const gap = r + side + 5;
      // Below, or above; all signs, or one with the number of all.
      const rooms = [whole, one].flatMap((few) => [[few, y + gap] as const, [few, y - gap] as const]);
      const half = (few: Spot["groups"]): number => (few.length * step) / 2 - 1;
      const found = rooms.find(([few, at]) => taken.isFree(x, at, half(few), side + 1.5));
      if (!found) {
        if (eventful.length <= CROWD) this.dot(x, y + r + 4.5);
        continue;
      }
      const [few, at] = found;
      taken.add(x, at, half(few), side + 1.5);
      few.forEach(([group, count], nth) => {
        const middle = x - ((few.length - 1) * step) / 2 + nth * step;
        this.stamp(this.groupSprite(group, count, side, dots), middle, at, dots);
      });
    }
  }

  private dot(x: number, y: number): void {
    const { ctx } = this;
    ctx.beginPath();
    ctx.arc(x, y, 2.6, 0, TAU);
    ctx.fillStyle = this.palette.ink;
    ctx.strokeStyle = this.palette.paper;
    ctx.lineWidth = 1.6;
    ctx.stroke();
    ctx.fill();
  }

  private ring(x: number, y: number, r: number): void {
    const { ctx } = this;
    ctx.beginPath();
    ctx.arc(x, y, r + 5.5, 0, TAU);
    ctx.lineWidth = 2.5;
    ctx.strokeStyle = this.palette.ink;
    ctx.stroke();
  }

  private stamp(sprite: HTMLCanvasElement, x: number, y: number, dots: number): void {
    const side = sprite.width / dots;
    this.ctx.drawImage(sprite, x - side / 2, y - side / 2, side, side);
  }

  private markSprite(mark: Mark, r: number, dots: number): HTMLCanvasElement {
    const colour = this.picture.data.actors[mark.holder]?.colour ?? 0;
    const key = `${look(mark, colour)} ${r.toFixed(1)} ${dots}`;
    return this.sprite(key, r, dots, (ctx) =>
      drawMark(ctx, mark, this.palette.actors[colour] ?? "#888", r, this.palette),
    );
  }

  private threatSprite(r: number, dots: number): HTMLCanvasElement {
    return this.sprite(`threat ${r.toFixed(1)} ${dots}`, r, dots, (ctx) =>
      drawThreat(ctx, r, this.palette),
    );
  }

  private groupSprite(group: string, count: number, r: number, dots: number): HTMLCanvasElement {
    const written = count > 9 ? "9+" : String(count);
    return this.sprite(`${group} ${written} ${r.toFixed(1)} ${dots}`, r * 1.6, dots, (ctx) => {
      drawGroup(ctx, group, r, this.palette);
      if (count < 2) return;
      ctx.font = `700 ${Math.max(8.5, r * 1.5)}px "Noto Sans", sans-serif`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.lineWidth = 3;
      ctx.lineJoin = "round";
      ctx.strokeStyle = this.palette.paper;
      ctx.strokeText(written, r * 1.05, r * 1.2);
      ctx.fillStyle = this.palette.ink;
      ctx.fillText(written, r * 1.05, r * 1.2);
    });
  }

  private sprite(
    key: string,
    r: number,
    dots: number,
    paint: (ctx: CanvasRenderingContext2D) => void,
  ): HTMLCanvasElement {
    const known = this.sprites.get(key);
    if (known) return known;
    if (this.sprites.size > 600) this.sprites.clear();
    const made = document.createElement("canvas");
    made.width = made.height = Math.ceil((r + ROOM) * 2 * dots);
    const ctx = made.getContext("2d");
    if (ctx) {
      ctx.setTransform(dots, 0, 0, dots, made.width / 2, made.height / 2);
      paint(ctx);
    }
    this.sprites.set(key, made);
    return made;
  }
}

/** Which rectangles are taken, filed by cells so that a look-up is quick. */
class Grid {
  private readonly cells = new Map<number, [number, number, number, number][]>();

  constructor(private readonly cell: number) {}

  add(x: number, y: number, wide: number, tall: number): void {
    for (const key of this.keys(x, y, wide, tall)) {
      const here = this.cells.get(key);
      if (here) here.push([x, y, wide, tall]);
      else this.cells.set(key, [[x, y, wide, tall]]);
    }
  }

  isFree(x: number, y: number, wide: number, tall: number): boolean {
    for (const key of this.keys(x, y, wide, tall))
      for (const [ox, oy, ow, ot] of this.cells.get(key) ?? [])
        if (Math.abs(x - ox) < wide + ow - 1 && Math.abs(y - oy) < tall + ot - 1) return false;
    return true;
  }

  private *keys(x: number, y: number, wide: number, tall: number): Generator<number> {
    const at = (value: number): number => Math.floor(value / this.cell);
    for (let row = at(y - tall); row <= at(y + tall); row++)
      for (let column = at(x - wide); column <= at(x + wide); column++)
        yield row * 8192 + column;
  }
}

function sum(groups: [string, number][]): number {
  return groups.reduce((all, [, count]) => all + count, 0);
}

function mercator(lat: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (2 * TAU);
}

function weight(spot: Spot): number {
  const known = ["none", "part"].indexOf(spot.mark.state);
  return (known < 0 ? 2 : known) + (spot.groups.length ? 4 : 0);
}
