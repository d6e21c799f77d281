// What the desk has as JSON, for scripts: from the desk, or from the files of a snapshot.

const waiting = new Map<string, (value: unknown) => void>();
const { snapshot, root } = document.documentElement.dataset;

/** Whether this page is a file of a published snapshot, with no desk behind it. */
export const published = snapshot !== undefined;

/** The JSON twin of a page: `load("/map.json")`. Of a snapshot only what has no question mark. */
export async function load<T>(path: string): Promise<T> {
  if (!published) return fetched<T>(path);
  const name = path.replace(/^\//, "");
  const file = `${root ?? ""}${name}`;
  return location.protocol === "file:" ? scripted<T>(name, file) : fetched<T>(file);
}

/** The version of the store that an answer has to hold at least: that which a page was told of. */
export const least = { version: 0 };

async function fetched<T>(address: string): Promise<T> {
  const headers = { accept: "application/json", "x-foglift-version": `${least.version}` };
  const answer = await fetch(address, { headers });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** A page that was opened from a folder may fetch nothing, but it may load a script beside it. */
function scripted<T>(name: string, file: string): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    waiting.set(name, (value) => resolve(value as T));
    Object.assign(globalThis, { foglift_data: given });
    const script = document.createElement("script");
    script.src = `${file}.js`;
    script.addEventListener("error", () => reject(new Error(`${file} is missing`)));
    document.head.append(script);
  });
}

function given(name: string, value: unknown): void {
  waiting.get(name)?.(value);
}
