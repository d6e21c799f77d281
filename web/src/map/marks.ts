/** The marks of the map, drawn on a canvas: told apart by shape, pattern and outline, and by the
    holder's colour besides. */
import type { Mark } from "./data";

export interface Palette {
  actors: string[];
  ink: string;
  paper: string;
  none: string;
  warn: string;
  soft: string;
}

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(name).trim() || "#888";
  return {
    actors: Array.from({ length: 11 }, (_, number) => of(`--actor-${number}`)),
    ink: of("--ink"),
    paper: of("--sheet"),
    none: of("--none"),
    warn: of("--warn"),
    soft: of("--soft"),
  };
}

const CIRCLE = Math.PI * 2;

/** What a mark looks like, in a word: marks with the same word are drawn the same. */
export function look(mark: Mark, colour: number): string {
  const flags = [mark.claimed, mark.stale, mark.disputed, mark.partial].map(Number).join("");
  return `${mark.state} ${colour} ${flags}`;
}

/** Draws who has a place: a disc of radius `r` with its pattern and outline. */
export function drawMark(
  ctx: CanvasRenderingContext2D,
  mark: Mark,
  colour: string,
  r: number,
  p: Palette,
): void {
  ctx.save();
  ctx.lineJoin = "round";
  if (mark.state === "none") noReports(ctx, r, p);
  else if (mark.state === "part") asPart(ctx, colour, r, p);
  else {
    halo(ctx, r + 2, p);
    if (mark.state === "contested") contested(ctx, r, mark, p);
    else if (mark.state === "unknown") unknown(ctx, r, mark, p);
    else held(ctx, colour, r, mark, p);
    if (mark.state === "besieged") siege(ctx, r, p);
    if (mark.disputed && mark.state !== "contested") slash(ctx, r, p);
  }
  ctx.restore();
}

function disc(ctx: CanvasRenderingContext2D, r: number): void {
  ctx.beginPath();
  ctx.arc(0, 0, r, 0, CIRCLE);
}

function halo(ctx: CanvasRenderingContext2D, r: number, p: Palette): void {
  disc(ctx, r);
  ctx.fillStyle = p.paper;
  ctx.globalAlpha = 0.9;
  ctx.fill();
  ctx.globalAlpha = 1;
}

function noReports(ctx: CanvasRenderingContext2D, r: number, p: Palette): void {
  disc(ctx, r * 0.42);
  ctx.fillStyle = p.paper;
  ctx.fill();
  ctx.lineWidth = 1.3;
  ctx.strokeStyle = p.none;
  ctx.stroke();
}

function asPart(ctx: CanvasRenderingContext2D, colour: string, r: number, p: Palette): void {
  const side = r * 0.72;
  ctx.fillStyle = p.paper;
  ctx.fillRect(-side, -side, side * 2, side * 2);
  ctx.lineWidth = 1.6;
  ctx.setLineDash([2.4, 1.8]);
  ctx.strokeStyle = colour;
  ctx.strokeRect(-side, -side, side * 2, side * 2);
}

function outline(ctx: CanvasRenderingContext2D, r: number, colour: string, stale: boolean): void {
  disc(ctx, r);
  ctx.lineWidth = stale ? 1.6 : 1;
  ctx.setLineDash(stale ? [1.4, 2.4] : []);
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.setLineDash([]);
}

function held(
  ctx: CanvasRenderingContext2D,
  colour: string,
  r: number,
  mark: Mark,
  p: Palette,
): void {
  ctx.fillStyle = colour;
  ctx.strokeStyle = colour;
  if (mark.claimed) {
    disc(ctx, r - r * 0.2);
    ctx.lineWidth = r * 0.4;
    ctx.globalAlpha = mark.stale ? 0.45 : 1;
    ctx.stroke();
    ctx.globalAlpha = 1;
    if (mark.stale) outline(ctx, r, colour, true);
  } else if (mark.stale) {
    disc(ctx, r * 0.62);
    ctx.globalAlpha = 0.5;
    ctx.fill();
    ctx.globalAlpha = 1;
    outline(ctx, r, colour, true);
  } else if (mark.partial) {
    ctx.beginPath();
    ctx.arc(0, 0, r, Math.PI / 2, Math.PI * 1.5);
    ctx.fill();
    disc(ctx, r - 0.8);
    ctx.lineWidth = 1.6;
    ctx.stroke();
  } else {
    disc(ctx, r);
    ctx.fill();
    ctx.globalAlpha = 0.35;
    outline(ctx, r, p.ink, false);
  }
}

function contested(ctx: CanvasRenderingContext2D, r: number, mark: Mark, p: Palette): void {
  ctx.save();
  disc(ctx, r);
  ctx.clip();
  ctx.globalAlpha = mark.stale ? 0.45 : 1;
  ctx.lineWidth = r * 0.34;
  ctx.strokeStyle = mark.claimed ? p.soft : p.ink;
  ctx.beginPath();
  for (let at = -2 * r; at <= 2 * r; at += r * 0.72) {
    ctx.moveTo(at - r, r);
    ctx.lineTo(at + r, -r);
  }
  ctx.stroke();
  ctx.restore();
  outline(ctx, r, mark.claimed ? p.soft : p.ink, mark.stale || mark.claimed);
}

function unknown(ctx: CanvasRenderingContext2D, r: number, mark: Mark, p: Palette): void {
  outline(ctx, r - 0.4, p.soft, mark.stale || mark.claimed);
  ctx.fillStyle = p.ink;
  ctx.font = `700 ${r * 1.5}px "Noto Sans", sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.globalAlpha = mark.stale ? 0.5 : 1;
  ctx.fillText("?", 0, r * 0.08);
}

function siege(ctx: CanvasRenderingContext2D, r: number, p: Palette): void {
  disc(ctx, r + 3.4);
  ctx.lineWidth = 2;
  ctx.setLineDash([3.2, 2.3]);
  ctx.strokeStyle = p.ink;
  ctx.stroke();
  ctx.setLineDash([]);
}

function slash(ctx: CanvasRenderingContext2D, r: number, p: Palette): void {
  const at = r * 0.72;
  for (const [width, colour] of [
    [r * 0.55, p.paper],
    [r * 0.2, p.ink],
  ] as const) {
    ctx.beginPath();
    ctx.moveTo(-at, at);
    ctx.lineTo(at, -at);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
}

/** A small triangle at the shoulder of a mark: reasons to expect fighting. */
export function drawThreat(ctx: CanvasRenderingContext2D, r: number, p: Palette): void {
  const [x, y, s] = [r * 0.95, -r * 0.95, Math.max(4.2, r * 0.6)];
  ctx.save();
  ctx.translate(x, y);
  ctx.beginPath();
  ctx.moveTo(0, -s);
  ctx.lineTo(s, s * 0.8);
  ctx.lineTo(-s, s * 0.8);
  ctx.closePath();
  ctx.lineWidth = 2.4;
  ctx.lineJoin = "round";
  ctx.strokeStyle = p.paper;
  ctx.stroke();
  ctx.fillStyle = p.warn;
  ctx.fill();
  ctx.restore();
}

export const GROUPS: Record<string, string> = {
  fighting: "Fighting",
  taking: "Advances, captures, withdrawals, sieges",
  air: "Air strikes",
  blast: "Shelling and bombs",
  harm: "Harm to civilians, detention, property",
  people: "Displacement, aid, releases",
  other: "Agreements, protests and others",
};

/** The sign of a group of incidents within a square of side 2 `r`. */
export function drawGroup(
  ctx: CanvasRenderingContext2D,
  group: string,
  r: number,
  p: Palette,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(-r - 2, -r - 2, 2 * r + 4, 2 * r + 4, 3);
  ctx.fillStyle = p.paper;
  ctx.globalAlpha = 0.92;
  ctx.fill();
  ctx.globalAlpha = 0.3;
  ctx.lineWidth = 0.8;
  ctx.strokeStyle = p.ink;
  ctx.stroke();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = p.ink;
  ctx.fillStyle = p.ink;
  ctx.lineWidth = Math.max(1.5, r * 0.34);
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  (SIGNS[group] ?? square)(ctx, r * 0.86);
  ctx.restore();
}

type Sign = (ctx: CanvasRenderingContext2D, r: number) => void;

const lines = (ctx: CanvasRenderingContext2D, r: number, ...strokes: number[][]): void => {
  ctx.beginPath();
  for (const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] of strokes) {
    ctx.moveTo(x1 * r, y1 * r);
    ctx.lineTo(x2 * r, y2 * r);
  }
  ctx.stroke();
};
const shape = (ctx: CanvasRenderingContext2D, r: number, points: number[][]): void => {
  ctx.beginPath();
  points.forEach(([x = 0, y = 0], at) => (at ? ctx.lineTo(x * r, y * r) : ctx.moveTo(x * r, y * r)));
  ctx.closePath();
  ctx.fill();
};
const square: Sign = (ctx, r) => ctx.fillRect(-r * 0.55, -r * 0.55, r * 1.1, r * 1.1);

const SIGNS: Record<string, Sign> = {
  // crossed lines
  fighting: (ctx, r) => lines(ctx, r, [-0.8, -0.8, 0.8, 0.8], [-0.8, 0.8, 0.8, -0.8]),
  // a flag
  taking: (ctx, r) => {
    lines(ctx, r, [-0.6, -0.95, -0.6, 0.95]);
    shape(ctx, r, [[-0.6, -0.95], [0.9, -0.45], [-0.6, 0.1]]);
  },
  // a wing, falling
  air: (ctx, r) => shape(ctx, r, [[-1, -0.75], [0, -0.25], [1, -0.75], [0, 0.95]]),
  // a burst
  blast: (ctx, r) =>
    shape(
      ctx,
      r,
      Array.from({ length: 16 }, (_, at) => {
        const [angle, far] = [(at * Math.PI) / 8, at % 2 ? 0.42 : 1];
        return [Math.cos(angle) * far, Math.sin(angle) * far];
      }),
    ),
  // a person
  harm: (ctx, r) => {
    ctx.beginPath();
    ctx.arc(0, -r * 0.5, r * 0.42, 0, CIRCLE);
    ctx.fill();
    ctx.beginPath();
    ctx.arc(0, r * 0.95, r * 0.78, Math.PI, CIRCLE);
    ctx.fill();
  },
  // an arrow
  people: (ctx, r) =>
    lines(ctx, r, [-0.9, 0, 0.8, 0], [0.2, -0.6, 0.85, 0], [0.2, 0.6, 0.85, 0]),
  other: square,
};
