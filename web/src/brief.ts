/** Opens the evidence of a footnote beside the brief; without script the number is a link to it. */

import { load, published } from "./shared/data";
import { h, longDay } from "./shared/dom";

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

function close(): void {
  if (!pane || !open) return;
  open.removeAttribute("aria-expanded");
  open.closest("li")?.classList.remove("lit");
  pane.hidden = true;
  open.focus();
  open = null;
}

function button(words: string, does: () => void, label = words): HTMLElement {
  return h("button", { class: "close", "aria-label": label, onclick: does }, words);
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
  const ways = h(
    "div",
    { class: "ways" },
    button("←", () => walk(-1), "The footnote before"),
    button("→", () => walk(1), "The next footnote"),
    button("Close", close),
  );
  const title = h("p", { class: "kicker" }, `Footnote ${note.dataset.note}`);
  return h("div", { class: "pane-head" }, title, ways);
}

function quoted(claim: Claim): HTMLElement {
  const pieces = claim.passage.map((piece) => {
    const parts = (piece.marks ?? []).map((mark) => mark.part);
    return h("span", { class: parts.length > 0 && `m ${parts.join(" ")}` }, piece.text);
  });
  return h("p", { class: "quote", dir: "auto" }, ...pieces);
}

function facts(claim: Claim): HTMLElement {
  const told = claim.facts.map((fact) => [fact.label, fact.words] as const);
  const stands = claim.things.map(({ words, denied, standing }) => {
    const grade = standing ? ` (${standing.grade})` : "";
    return [denied ? "Denies" : "Supports", words + grade] as const;
  });
  const rows = [...told, ...stands].flatMap(([label, words]) => [
    h("dt", {}, label),
    h("dd", {}, words),
  ]);
  return h("dl", { class: "facts" }, ...rows);
}

function shown(note: HTMLAnchorElement, claim: Claim): void {
  const { outlet, title, published } = claim.report;
  const day = published ? longDay(new Date(published)) : "undated";
  const from = [outlet || title, day].filter(Boolean).join(", ");
  const state = claim.checked ? `Checked by ${claim.checked}` : "Machine-read, checked by nobody yet";
  pane?.replaceChildren(
    head(note),
    h("h2", {}, claim.words),
    h("p", { class: "small soft" }, `${claim.who}; ${from}`),
    quoted(claim),
    facts(claim),
    h("p", { class: "small soft" }, state),
    h("a", { class: "button main", href: note.href }, "Open it in its report"),
  );
}

/** What the brief itself holds of a footnote, until its evidence is here. */
function first(note: HTMLAnchorElement): void {
  const held = document.querySelector(`#note-${note.dataset.note}`);
  const parts = [...(held?.querySelectorAll("q, .by, .from") ?? [])];
  const words = parts.map((one) => h("p", { class: one.className || false }, one.textContent));
  pane?.replaceChildren(head(note), h("div", { class: "quote" }, ...words));
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
