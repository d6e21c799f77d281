/**
 * Open pages hear of what is new: "3 new reports: show". Showing it puts the new content of the
 * page in the place of the old one, and leaves the reader where they were.
 *
 * A page that renews itself prevents the default of "foglift:version", and nothing is offered; one
 * that has its own way to show what is new prevents that of "foglift:show".
 */

import { least } from "./shared/data";

interface Version {
  version: number;
  reports: number;
}

type Heard = (data: unknown) => void;

const root = document.documentElement;
let shown = Number(root.dataset.version ?? 0);
let reports = root.dataset.reports === undefined ? null : Number(root.dataset.reports);

const listeners: [string, Heard][] = [];
let source: EventSource | null = null;

/** Calls a function with each message of a kind; "open" is that one hears from now on. */
export function listen(kind: string, heard: Heard): void {
  if (!("live" in root.dataset)) return;
  listeners.push([kind, heard]);
  if (source) attach(kind, heard);
  else if (listeners.length === 1) {
    tune();
    document.addEventListener("visibilitychange", tune);
    addEventListener("pagehide", hangUp);
    addEventListener("pageshow", tune);
  }
}

/** Only a page that is looked at is connected: a browser has few connections for all its tabs. */
function tune(): void {
  if (document.visibilityState === "hidden") {
    hangUp();
  } else if (!source) {
    source = new EventSource("/events");
    for (const [kind, heard] of listeners) attach(kind, heard);
  }
}

function hangUp(): void {
  source?.close();
  source = null;
}

function attach(kind: string, heard: Heard): void {
  source?.addEventListener(kind, (event) => heard(event instanceof MessageEvent ? JSON.parse(event.data as string) : null));
}

/** The page as the server has it now. */
export async function fresh(): Promise<Document> {
  const headers = { accept: "text/html", "x-foglift-version": `${least.version}` };
  const answer = await fetch(location.href, { headers });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Puts what a selector finds in the new page in the place of what it finds in this one. */
export function swap(page: Document, selector: string): void {
  const before = document.querySelector<HTMLElement>(selector);
  const after = page.querySelector<HTMLElement>(selector);
  if (!before || !after) return;
  const open = new Set([...before.querySelectorAll("details[open][id]")].map((one) => one.id));
  const closed = new Set([...before.querySelectorAll("details[id]:not([open])")].map((one) => one.id));
  const focused = before.contains(document.activeElement) ? place(document.activeElement) : null;
  const scrolled = [...before.querySelectorAll<HTMLElement>(".scroll")].map((one) => [one.scrollLeft, one.scrollTop]);
  const at = [scrollX, scrollY] as const;
  before.replaceChildren(...[...after.childNodes].map((node) => document.importNode(node, true)));
  for (const one of before.querySelectorAll<HTMLDetailsElement>("details[id]")) {
    if (open.has(one.id)) one.open = true;
    else if (closed.has(one.id)) one.open = false;
  }
  before.querySelectorAll<HTMLElement>(".scroll").forEach((one, number) => {
    const [left, top] = scrolled[number] ?? [0, 0];
    one.scrollTo(left ?? 0, top ?? 0);
  });
  if (focused) before.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
  scrollTo(at[0], at[1]);
}

/** How the element that has the focus is found again. */
function place(element: Element | null): string | null {
  if (!element) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  for (const name of ["href", "name"]) {
    const value = element.getAttribute(name);
    if (value) return `${element.localName}[${name}="${CSS.escape(value)}"]`;
  }
  return null;
}

function heard(now: Version): void {
  if (now.version <= shown) return;
  const event = new CustomEvent("foglift:version", { detail: now, cancelable: true });
  if (!document.dispatchEvent(event)) {
    shown = now.version;
    return;
  }
  const more = reports === null ? 0 : now.reports - reports;
  const words = more > 0 ? `${more} new ${more === 1 ? "report" : "reports"}` : "The picture changed";
  offer(`${words}: `, "show", () => void show(now));
}

async function show(now: Version): Promise<void> {
  least.version = now.version;
  try {
    if (document.dispatchEvent(new CustomEvent("foglift:show", { detail: now, cancelable: true }))) {
      if (document.body.classList.contains("full")) throw new Error("a map is not swapped");
      const page = await fresh();
      swap(page, "#main");
      document.dispatchEvent(new CustomEvent("foglift:shown"));
    }
    shown = now.version;
    reports = now.reports;
    say("This is the latest.");
    setTimeout(() => unsay("This is the latest."), 4000);
  } catch {
    location.reload();
  }
}

function say(words: string): void {
  const line = document.getElementById("news");
  if (line) line.textContent = words;
}

/** Takes words back, unless there are others by now. */
function unsay(words: string): void {
  if (document.getElementById("news")?.textContent === words) say("");
}

function offer(words: string, verb: string, act: () => void): void {
  const line = document.getElementById("news");
  if (!line) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = verb;
  button.addEventListener("click", act);
  line.replaceChildren(words, button);
}

export function follow(): void {
  listen("version", (data) => heard(data as Version));
}
