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

let asked = false;

/** Shows how far the reading is; what comes while that is being asked is shown the next time. */
async function renew(): Promise<void> {
  if (asked) return;
  asked = true;
  await new Promise((resolve) => setTimeout(resolve, 300));
  asked = false;
  try {
    swap(await fresh(), "#reading");
  } catch {
    // The desk is being restarted: the next event comes when it is back.
  }
}

listen("progress", () => void renew());
document.addEventListener("foglift:version", (event) => event.preventDefault());
