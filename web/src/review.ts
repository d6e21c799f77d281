/** Review: keys for the queue, and words selected in a report. */
import { isForPage } from "./shared/keys";

const queue = Array.from(document.querySelectorAll<HTMLElement>(".queued[id]"));
let current = 0;

function stand(at: number): void {
  const next = queue[Math.max(0, Math.min(at, queue.length - 1))];
  if (!next) return;
  current = queue.indexOf(next);
  for (const one of queue) one.toggleAttribute("data-current", one === next);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (!isForPage(event)) return;
  if (event.key === "n") stand(current + 1);
  else if (event.key === "p") stand(current - 1);
  else if ("cro".includes(event.key)) {
    queue[current]?.querySelector<HTMLElement>(`[data-key="${event.key}"]`)?.click();
  }
});

const keys = document.querySelector<HTMLElement>(".keys");
if (keys && queue.length > 0) {
  keys.hidden = false;
  queue.forEach((one) => one.addEventListener("focusin", () => (current = queue.indexOf(one))));
  queue[0]?.toggleAttribute("data-current", true);
}

/** The characters of the report before a place in its element; the text holds no other elements. */
function offset(text: HTMLElement, node: Node, at: number): number {
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(node, at);
  return Array.from(before.toString()).length;
}

const text = document.querySelector<HTMLElement>("[data-report]");
const words = document.querySelector<HTMLTextAreaElement>("[data-words]");
const begins = document.querySelector<HTMLInputElement>("[data-at]");
/** Fills the words selected in the report into the form. */
function choose(): void {
  const selection = document.getSelection();
  if (!text || !words || !begins || !selection || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
  const chosen = range.toString();
  if (chosen.trim() === "") return;
  const start = offset(text, range.startContainer, range.startOffset);
  const blank = chosen.length - chosen.trimStart().length;
  words.value = chosen.trim();
  begins.value = String(start + blank);
  for (const kind of document.querySelectorAll<HTMLAnchorElement>(".adding a.chip")) {
    const other = new URL(kind.href); // another kind of claim in the same words
    other.searchParams.set("words", words.value);
    other.searchParams.set("at", begins.value);
    kind.href = other.href;
  }
}

if (text) {
  document.addEventListener("selectionchange", choose);
  choose(); // what was selected before this script ran
}
