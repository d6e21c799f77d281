/** Lists of rows by the keyboard; boxes that take effect when they are ticked. Without it the same
 *  forms and links do all of this. */
import { isForPage } from "./shared/keys";

const rows = () => [...document.querySelectorAll<HTMLAnchorElement>("main .hits .hit-link")];
const search = document.querySelector<HTMLInputElement>("#q");
const form = document.querySelector<HTMLFormElement>("form[data-auto]");
const dialog = document.querySelector<HTMLDialogElement>("#keys");

function step(by: 1 | -1): void {
  const links = rows();
  const at = links.findIndex((link) => link.closest(".hit")?.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by;
  links[next]?.focus();
  links[next]?.closest(".hit")?.scrollIntoView({ block: "nearest" });
}

function turn(to: "next" | "prev"): void {
  document.querySelector<HTMLAnchorElement>(`.pages a[rel="${to}"]`)?.click();
}

const keys: Record<string, () => void> = {
  "/": () => {
    search?.focus();
    search?.select();
  },
  j: () => step(1),
  k: () => step(-1),
  n: () => turn("next"),
  p: () => turn("prev"),
  "?": () => dialog?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target === search) search?.blur();
  if (event.defaultPrevented || dialog?.open || !isForPage(event)) return;
  const inList = document.activeElement?.closest(".hits") !== null;
  const arrow = inList ? { ArrowDown: "j", ArrowUp: "k" }[event.key] : undefined;
  const act = keys[arrow ?? event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

// Empty fields stay out of the address, so that a link to what is asked is short.
form?.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) {
    if (value === "") event.formData.delete(name);
  }
});

document.addEventListener("change", (event) => {
  const box = event.target;
  if (form && box instanceof HTMLInputElement && box.type === "checkbox" && box.form === form) {
    document.querySelector(".browse")?.setAttribute("aria-busy", "true");
    form.requestSubmit();
  }
});

for (const hint of document.querySelectorAll<HTMLElement>(".keys-hint")) hint.hidden = false;
document.querySelector("#keys-open")?.addEventListener("click", () => dialog?.showModal());
for (const apply of document.querySelectorAll<HTMLElement>(".facets .apply")) apply.hidden = true;
