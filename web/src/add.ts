/** The page on which reports are added: dropped files, and how far their reading is. */
import { fresh, listen, swap } from "./live";

const form = document.querySelector<HTMLFormElement>("#files-form");
const zone = document.querySelector<HTMLElement>("#drop");
const input = form?.querySelector<HTMLInputElement>("input[type=file]");

if (form && zone && input) {
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) zone.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    input.files = files;
    form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    const button = form.querySelector("button");
    if (button) button.textContent = "Sending…";
  });
}

const PAUSE = 300; // milliseconds in which what comes is gathered
let due = false;
let renewing = false;

/** Shows how far the reading is; what comes while that is being asked is shown the next time. */
async function renew(): Promise<void> {
  due = true;
  if (renewing) return;
  renewing = true;
  while (due) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    due = false;
    try {
      const page = await fresh();
      swap(page, "#reading");
      swap(page, "#followed");
    } catch {
      // The desk is being restarted: the next event comes when it is back.
    }
  }
  renewing = false;
}

// What came between the making of the page and now, or while nobody looked at it, is in no message.
listen("open", () => void renew());
listen("progress", () => void renew());
document.addEventListener("foglift:version", (event) => event.preventDefault());
