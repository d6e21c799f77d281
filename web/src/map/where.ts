/** Where things are: of a running desk, or in the files of a snapshot. */
import { load, published } from "../shared/data";

const root = document.documentElement.dataset.root ?? "";

/** The address of a page of an id, from a pattern such as "/places/~". */
export function pageOf(pattern: string, id: string): URL {
  if (!published) {
    const path = pattern.replace("~", encodeURIComponent(id).replaceAll("%3A", ":"));
    return new URL(path, location.href);
  }
  return new URL(`${root}${fileOf(pattern, id).slice(1)}.html`, document.baseURI);
}

/** What a snapshot calls a page of an id, without its ending. */
export function fileOf(pattern: string, id: string): string {
  return pattern.replace("~", id.replace(/[^\w.+=,~-]/g, "_"));
}

/** The outlines of the world or of a country. */
export function outline<T>(name: string): Promise<T> {
  return load<T>(`/static/geo/${name}.json`);
}

/** The address of what the map does its work with. */
export async function worker(): Promise<string> {
  if (!published) return new URL("./maplibre-worker.js", import.meta.url).href;
  const script = document.createElement("script");
  script.src = `${root}static/classic/maplibre-worker.js`;
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
  const text = (globalThis as { foglift_worker?: string }).foglift_worker ?? "";
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}
