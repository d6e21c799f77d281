/** Ties the marked words of a report to the list of its claims: what is pointed at here is lit
 *  there. Without script the numbers in the text and the list are links. */
import { isForPage } from "./shared/keys";

const pieces = [...document.querySelectorAll<HTMLElement>(".words .m[data-claims]")];
const listed = new Map(
  [...document.querySelectorAll<HTMLElement>(".listed li[data-claim]")].map((row) => [
    row.dataset.claim ?? "",
    row,
  ]),
);
const claimsOf = (piece: HTMLElement): string[] => (piece.dataset.claims ?? "").split(" ");

/** How many characters each claim marks: of several the shortest is the one that is meant. */
const length = new Map<string, number>();
for (const piece of pieces) {
  for (const id of claimsOf(piece)) {
    length.set(id, (length.get(id) ?? 0) + (piece.textContent ?? "").length);
  }
}

function meant(piece: HTMLElement): string {
  return claimsOf(piece).reduce((one, other) =>
    (length.get(other) ?? 0) < (length.get(one) ?? 0) ? other : one,
  );
}

function light(id: string): void {
  for (const piece of pieces) piece.classList.toggle("lit", claimsOf(piece).includes(id));
  for (const [claim, row] of listed) row.classList.toggle("lit", claim === id);
}

function dark(): void {
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
}

for (const piece of pieces) {
  const id = meant(piece);
  piece.addEventListener("pointerenter", () => light(id));
  piece.addEventListener("pointerleave", dark);
  piece.addEventListener("click", () => {
    const link = listed.get(id)?.querySelector("a");
    if (link && !String(getSelection())) link.click();
  });
}
for (const one of document.querySelectorAll<HTMLElement>("[data-claim]")) {
  const id = one.dataset.claim ?? "";
  one.addEventListener("pointerenter", () => light(id));
  one.addEventListener("pointerleave", dark);
  one.addEventListener("focusin", () => light(id));
  one.addEventListener("focusout", dark);
}

/** The chosen claim is in sight from the start, where the report scrolls by itself. */
const sheet = document.querySelector<HTMLElement>(".sheet");
const chosen = sheet?.querySelector<HTMLElement>(".m.own-content");
if (sheet && chosen && sheet.scrollHeight > sheet.clientHeight) {
  const far = chosen.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
  sheet.scrollTop = Math.max(0, far - sheet.clientHeight / 3);
}

/** j and k walk through the claims of the report. */
document.addEventListener("keydown", (event) => {
  if (!isForPage(event)) return;
  const way = { j: "next", k: "prev" }[event.key];
  if (way) document.querySelector<HTMLAnchorElement>(`.claim-head a[rel="${way}"]`)?.click();
});
