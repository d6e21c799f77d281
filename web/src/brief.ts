/** Opens the evidence of a footnote beside the brief; without script the number is a link to it. */

import { load, published } from "./shared/data";

interface Mark {
  claim: string;
  part: string;
}
interface Piece {
  text: string;
  marks?: Mark[];
}
interface Fact {
  label: string;
  words: string;
}
interface Claim {
  id: string;
  words: string;
  who: string;
  passage: Piece[];
  facts: Fact[];
  checked: string;
  things: { words: string; denied: boolean; standing: { grade: string } | null }[];
  report: { title: string; outlet: string; published: string | null };
}

const pane = document.querySelector<HTMLElement>("#pane");
const notes = [...document.querySelectorAll<HTMLAnchorElement>("a.note[data-note]")];
/** Where the pane lies over the page and may hide the sentence. */
const narrow = window.matchMedia("(max-width: 63.99rem)");
let open: HTMLAnchorElement | null = null;

function make(tag: string, name = "", text = ""): HTMLElement {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

function longDay(day: string | null): string {
  if (!day) return "undated";
  const words: Intl.DateTimeFormatOptions = { dateStyle: "long", timeZone: "UTC" };
  return new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", words);
}

function close(): void {
  if (!pane || !open) return;
  open.removeAttribute("aria-expanded");
  open.closest("li")?.classList.remove("lit");
  pane.hidden = true;
  open.focus();
  open = null;
}

function button(words: string, does: () => void, label = words): HTMLElement {
  const made = make("button", "close", words);
  made.setAttribute("aria-label", label);
  made.addEventListener("click", does);
  return made;
}

/** Goes on to the footnote so many places further, in the order of the text. */
function walk(step: number): void {
  const next = open && notes[notes.indexOf(open) + step];
  if (!next) return;
  next.closest("details")?.setAttribute("open", "");
  void show(next);
  next.scrollIntoView({ block: "nearest" });
}

/** The head of the pane: which footnote it is, the ways to those beside it, and the way out. */
function head(note: HTMLAnchorElement): HTMLElement {
  const top = make("div", "pane-head");
  const ways = make("div", "ways");
  ways.append(
    button("←", () => walk(-1), "The footnote before"),
    button("→", () => walk(1), "The next footnote"),
    button("Close", close),
  );
  top.append(make("p", "kicker", `Footnote ${note.dataset.note}`), ways);
  return top;
}

function quoted(claim: Claim): HTMLElement {
  const box = make("p", "quote");
  box.dir = "auto";
  for (const piece of claim.passage) {
    const parts = (piece.marks ?? []).map((mark) => mark.part);
    const words = make("span", parts.length ? `m ${parts.join(" ")}` : "", piece.text);
    box.append(words);
  }
  return box;
}

function facts(claim: Claim): HTMLElement {
  const list = make("dl", "facts");
  for (const fact of claim.facts) {
    list.append(make("dt", "", fact.label), make("dd", "", fact.words));
  }
  for (const thing of claim.things) {
    const standing = thing.standing ? ` (${thing.standing.grade})` : "";
    const label = thing.denied ? "Denies" : "Supports";
    list.append(make("dt", "", label), make("dd", "", thing.words + standing));
  }
  return list;
}

function shown(note: HTMLAnchorElement, claim: Claim): void {
  const heading = make("h2", "", claim.words);
  const from = [claim.report.outlet || claim.report.title, longDay(claim.report.published)];
  const by = make("p", "small soft", `${claim.who}; ${from.filter(Boolean).join(", ")}`);
  const state = claim.checked ? `Checked by ${claim.checked}` : "Machine-read, checked by nobody yet";
  const link = make("a", "button main", "Open it in its report") as HTMLAnchorElement;
  link.href = note.href;
  const checked = make("p", "small soft", state);
  pane?.replaceChildren(head(note), heading, by, quoted(claim), facts(claim), checked, link);
}

/** What the brief itself holds of a footnote, until its evidence is here. */
function first(note: HTMLAnchorElement): void {
  const held = document.querySelector(`#note-${note.dataset.note}`);
  const box = make("div", "quote");
  for (const part of held?.querySelectorAll("q, .by, .from") ?? []) {
    box.append(make("p", part.className, part.textContent ?? ""));
  }
  pane?.replaceChildren(head(note), box);
}

async function show(note: HTMLAnchorElement): Promise<void> {
  if (!pane) return;
  open?.removeAttribute("aria-expanded");
  open?.closest("li")?.classList.remove("lit");
  open = note;
  note.setAttribute("aria-expanded", "true");
  note.closest("li")?.classList.add("lit");
  first(note);
  pane.hidden = false;
  pane.focus({ preventScroll: true });
  if (narrow.matches) note.closest("li")?.scrollIntoView();
  const { claim = "", twin = "" } = note.dataset;
  const found = await load<Claim>(published ? `/claims/${claim}.json` : twin);
  if (open === note) shown(note, found);
}

for (const note of notes) {
  note.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void show(note);
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (!pane?.contains(document.activeElement)) return;
  if (event.key === "ArrowRight") walk(1);
  if (event.key === "ArrowLeft") walk(-1);
});
const print = document.querySelector<HTMLButtonElement>("#print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
