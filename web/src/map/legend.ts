/** What every mark means, and who has which colour; and the choice of incidents. */
import { type Mark, NOTHING, type Picture, type State } from "./data";
import { byId, h, refill } from "../shared/dom";
import { canvas, swatch } from "./list";
import { drawGroup, drawThreat, GROUPS, type Palette } from "./marks";

function example(state: State, more: Partial<Mark> = {}): Mark {
  return { ...NOTHING, state, ...more };
}

export function legend(picture: Picture, palette: Palette): void {
  const { data } = picture;
  const holder = data.spells.holder.find((one) => one >= 0) ?? -1;
  const rows: [Mark, string][] = [
    [example("held", { holder }), "held: a source that is no party says so"],
    [example("held", { holder, claimed: true }), "claimed: only a party says so"],
    [example("held", { holder, disputed: true }), "held, but somebody denies it"],
    [example("held", { holder, partial: true }), "held in part"],
    [example("contested"), "contested: no one side has it"],
    [example("besieged", { holder }), "besieged, with who holds it"],
    [example("unknown"), "taken from its holder; who has it is not said"],
    [
      example("held", { holder, stale: true }),
      `stale: nobody spoke of it for more than ${data.fresh} days`,
    ],
    [example("part", { holder }), "said only of the area around it, not seen there"],
    [example("none"), "no reports: not known to be calm"],
  ];
  const item = (sign: HTMLCanvasElement, words: string) => h("li", {}, sign, words);
  const threat = canvas(26, (ctx) => {
    ctx.translate(-6, 6);
    drawThreat(ctx, 7, palette);
  });
  const dot = canvas(26, (ctx) => {
    ctx.arc(0, 0, 2.6, 0, 7);
    ctx.fillStyle = palette.ink;
    ctx.fill();
  });
  const holders = data.actors.map((actor, number) =>
    item(swatch(picture, example("held", { holder: number }), palette), actor.name),
  );
  const notes = [
    "Control is told of named places only. Nothing is filled in between them.",
    data.in_areas > 0 && `${data.in_areas} incidents are told only of a whole area and are not drawn.`,
    data.undated > 0 && `${data.undated} more have no day exact to a week.`,
    "Far out, where too many places are in view, triangles and dots are left out.",
    "Borders and names take no position.",
  ];
  refill(
    byId("legend-body"),
    h("h3", {}, "Who has a place"),
    h("ul", {}, ...rows.map(([mark, words]) => item(swatch(picture, mark, palette), words))),
    h("h3", {}, "By colour"),
    h("ul", {}, ...holders),
    h("h3", {}, "Besides"),
    h(
      "ul",
      {},
      item(threat, "reasons to expect fighting (on the last day only)"),
      item(dot, "incidents with no room to show them: zoom in"),
    ),
    ...notes.map((words) => words && h("p", { class: "small soft" }, words)),
  );
}

/** Boxes for each group of incidents, and for how many days back. */
export function kinds(
  palette: Palette,
  chosen: Set<string>,
  days: number,
  changed: (groups: Set<string>, days: number) => void,
): void {
  const now = { groups: new Set(chosen), days };
  const tell = (): void => changed(now.groups, now.days);
  const boxes = Object.entries(GROUPS).map(([group, words]) => {
    const box = h("input", { type: "checkbox", value: group, checked: chosen.has(group) });
    box.addEventListener("change", () => {
      if (box.checked) now.groups.add(group);
      else now.groups.delete(group);
      tell();
    });
    const sign = canvas(22, (ctx) => drawGroup(ctx, group, 6.5, palette));
    return h("li", {}, h("label", {}, box, sign, words));
  });
  const windows = [
    [1, "that day"],
    [7, "the 7 days up to it"],
  ] as const;
  const radios = windows.map(([value, words]) => {
    const radio = h("input", {
      type: "radio",
      name: "window",
      value,
      checked: value === days,
    });
    radio.addEventListener("change", () => {
      now.days = value;
      tell();
    });
    return h("label", {}, radio, words);
  });
  byId("kinds-body").replaceChildren(
    h("fieldset", { class: "plain" }, h("legend", {}, "Of"), ...radios),
    h("ul", {}, ...boxes),
  );
}
