/** Elements made without markup, so that no text of a report is ever read as HTML. */

type Child = Node | string | null | undefined | false;
type Facts = Record<string, string | number | boolean | undefined | (() => void)>;

export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  facts: Facts = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(name), facts, children);
}

export function svg(name: string, facts: Facts = {}, ...children: Child[]): SVGElement {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), facts, children);
}

function fill<E extends Element>(made: E, facts: Facts, children: Child[]): E {
  for (const [key, value] of Object.entries(facts)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(key.replace(/^on/, ""), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

/** Puts children in the place of what an element held. */
export function refill(box: Element, ...children: Child[]): void {
  box.replaceChildren(...children.filter((child): child is Node | string => Boolean(child)));
}

export function byId<E extends HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (!found) throw new Error(`there is no #${id}`);
  return found as E;
}

/** A name in Latin letters and, beside it, in its own script. */
export function named(latin: string, native: string, lang: string): HTMLElement {
  const own = native && native !== latin;
  return h(
    "span",
    { class: "name" },
    latin,
    own && " ",
    own && h("bdi", { class: "native", lang: lang || undefined }, native),
  );
}

const LONG = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
export const longDay = (day: Date): string => LONG.format(day);
export const shortDay = (day: Date): string => SHORT.format(day);
