// Builds the desk's front end into the Python package: every src/NAME.ts becomes static/NAME.js
// (modules with shared chunks), src/style/desk.css becomes static/desk.css with its fonts, and
// what is served as it is stands beside them.
import { build, transform } from "esbuild";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../src/foglift/desk/static");
const modules = join(here, "node_modules");

const COPIED = {
  "maplibre-worker.js": "maplibre-gl/dist/maplibre-gl-worker.mjs",
  "swagger-ui.js": "swagger-ui-dist/swagger-ui-bundle.js",
  "swagger-ui.css": "swagger-ui-dist/swagger-ui.css",
};
// Whose code or glyphs the built files carry; their licences go with them.
const CARRIED = [
  "@fontsource-variable/noto-sans",
  "@fontsource-variable/noto-sans-arabic",
  "maplibre-gl",
  "swagger-ui-dist",
  "topojson-client",
];

const names = (await readdir(join(here, "src"))).filter(
  (name) => name.endsWith(".ts") && !name.endsWith(".d.ts"),
);
await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await build({
  entryPoints: [...names.map((name) => join(here, "src", name)), join(here, "src/style/desk.css")],
  outdir: target,
  entryNames: "[name]",
  chunkNames: "chunks/[name]-[hash]",
  assetNames: "fonts/[name]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "none",
  loader: { ".woff2": "file" },
  external: ["/static/*"],
  logLevel: "warning",
});
// The same once more as plain scripts, for a published snapshot: a page that is opened from a
// folder loads no module, no worker and no data but by scripts (src/folder.ts).
await build({
  entryPoints: names.map((name) => join(here, "src", name)),
  outdir: join(target, "classic"),
  entryNames: "[name]",
  bundle: true,
  format: "iife",
  target: ["es2022"],
  minify: true,
  legalComments: "none",
  define: { "import.meta.url": "document.baseURI" },
  loader: { ".css": "empty" },
  logLevel: "warning",
});
for (const [name, source] of Object.entries(COPIED)) {
  const whole = await readFile(join(modules, source), "utf8");
  const text = whole.replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*$/s, "\n");
  await writeFile(join(target, name), text);
  if (name === "maplibre-worker.js") {
    const { code } = await transform(text, { format: "iife", minify: true, legalComments: "none" });
    const script = `globalThis.foglift_worker = ${JSON.stringify(code)};\n`;
    await writeFile(join(target, "classic", name), script);
  }
}
await cp(join(here, "geo"), join(target, "geo"), { recursive: true, force: true });
await cp(join(here, "src/icon.svg"), join(target, "icon.svg"));

const licences = await Promise.all(
  CARRIED.map(async (name) => {
    const folder = join(modules, name);
    const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
    return `== ${name}\n\n${await readFile(join(folder, file), "utf8")}`;
  }),
);
await writeFile(join(target, "LICENSES.txt"), licences.join("\n\n"));
await writeFile(join(target, "ready"), "");
