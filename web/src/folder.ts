// Makes a published snapshot work where it is opened from a folder instead of a server: there a
// page may load scripts that lie beside it, but fetch no data and start no worker that is a module.
// The first script of every page of a snapshot.
export {};

declare global {
  /** Called by a file "x.json.js", which holds the data of "x.json". */
  var foglift_data: (name: string, value: unknown) => void;
  /** The program of the map's worker, where it was loaded as a script. */
  var foglift_worker: string | undefined;
}

if (location.protocol === "file:") {
  const fetched = globalThis.fetch;
  globalThis.fetch = (asked, options) => {
    const address = new URL(asked instanceof Request ? asked.url : asked, location.href);
    return address.protocol === "file:" ? beside(address) : fetched(asked, options);
  };

  const Started = globalThis.Worker;
  globalThis.Worker = class extends Started {
    constructor(address: string | URL, options?: WorkerOptions) {
      const program = new Blob([globalThis.foglift_worker ?? ""], { type: "text/javascript" });
      const own = new URL(address, location.href).protocol === "blob:";
      super(own ? address : URL.createObjectURL(program), { ...options, type: "classic" });
    }
  };

  const replace = history.replaceState.bind(history);
  history.replaceState = (...asked) => {
    try {
      replace(...asked);
    } catch {
      // Not every browser lets the address of a file be changed; the page shows the same.
    }
  };
}

/** What a file of data beside the page holds, by the script that holds the same. */
function beside(address: URL): Promise<Response> {
  address.search = "";
  address.hash = "";
  return new Promise((resolve, reject) => {
    globalThis.foglift_data = (_, value) => resolve(new Response(JSON.stringify(value)));
    const script = document.createElement("script");
    script.src = `${address.href}.js`;
    script.addEventListener("error", () => reject(new TypeError(`${address.pathname} is missing`)));
    document.head.append(script);
  });
}
