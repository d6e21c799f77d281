/** The map page: fetches the columns of /map.json once, and goes through the days by itself. */
import { type GeoJSONSource, LngLatBounds, Map as BaseMap, setWorkerUrl } from "maplibre-gl";
import type { Topology } from "topojson-specification";

import { layers, nothing, type Outlines, point, style, together } from "./map/base";
import { type Layer, type MapData, Picture } from "./map/data";
import { byId } from "./shared/dom";
import { kinds, legend } from "./map/legend";
import { PlaceList } from "./map/list";
import { GROUPS, palette } from "./map/marks";
import { Overlay } from "./map/overlay";
import { Panel } from "./map/panel";
import { Timeline } from "./map/timeline";
import { fileOf, outline, pageOf, worker } from "./map/where";
import { sentence } from "./map/words";
import { load, published } from "./shared/data";
import "./style/map.css";

const page = byId("map-page");
const known = byId<HTMLInputElement>("known-by");
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

const FIRST = 12; // places whose names are written first
const NEAR = 8; // countries whose provinces are drawn

/** What the address holds, so that a link leads back to the same view. */
interface View {
  day: string;
  knownBy: string;
  layer: Layer;
  days: number;
  groups: Set<string>;
  place: string;
  at: [number, number, number] | undefined;
}

function read(): View {
  const asked = new URLSearchParams(location.search);
  const at = (asked.get("at") ?? "").split(",").map(Number);
  const hidden = new Set((asked.get("without") ?? "").split(","));
  return {
    day: (published && asked.get("day")) || (page.dataset.day ?? ""),
    knownBy: page.dataset.knownBy ?? "",
    layer: asked.get("layer") === "claimed" ? "claimed" : "assessed",
    days: asked.get("window") === "1" ? 1 : 7,
    groups: new Set(Object.keys(GROUPS).filter((group) => !hidden.has(group))),
    place: asked.get("place") ?? "",
    at: at.length === 3 && at.every(Number.isFinite) ? (at as [number, number, number]) : undefined,
  };
}

const view = read();
let picture: Picture;
let overlay: Overlay | undefined;
let map: BaseMap | undefined;
let files: Outlines[] = [];
let world: Outlines = {};
let chosen = -1;

const timeline = new Timeline((day) => {
  view.day = picture.iso(day);
  show();
});
const list = new PlaceList((place) => choose(place, true));
const panel = new Panel(
  {
    place: (id) => address(page.dataset.place ?? "", id),
    incident: (id) => address(page.dataset.incident ?? "", id),
    claim: (id) => address(page.dataset.claim ?? "", id),
    tally: (id) => address(page.dataset.tally ?? "", id),
    told: (id) => told(page.dataset.told ?? "", id),
  },
  () => choose(-1, false),
);

/** A page's address for an id; on a desk it asks for the same days as the map shows. */
function address(pattern: string, id: string, day = view.day): string {
  return dated(pageOf(pattern, id), day).href;
}

/** Where a place's page is had as JSON; "" where there is no such page. */
function told(pattern: string, id: string): string {
  if (!pattern || published) return fileOf(pattern, id);
  return address(pattern, id, view.knownBy);
}

function dated(url: URL, day = view.day): URL {
  if (published) return url;
  url.searchParams.set("day", day);
  url.searchParams.set("known_by", view.knownBy);
  return url;
}

async function drawing(knownBy: string): Promise<Picture> {
  if (published) return new Picture(await load<MapData>("/map.json"));
  const url = new URL(page.dataset.map ?? "", location.href);
  if (knownBy && (url.searchParams.size || knownBy !== page.dataset.knownBy)) {
    url.searchParams.set("day", knownBy);
    url.searchParams.set("known_by", knownBy);
  }
  return new Picture(await load<MapData>(url.pathname + url.search));
}

/** Draws the day; nothing is fetched for it. */
function show(): void {
  const day = timeline.day;
  overlay?.show({ day, layer: view.layer, days: view.days, groups: view.groups, chosen });
  list.show(picture, day, view.layer, palette(), chosen);
  if (chosen >= 0) panel.show(picture, chosen, day, view.layer, palette());
  remember();
}

let writing = 0;
function remember(): void {
  window.clearTimeout(writing);
  writing = window.setTimeout(() => {
    const url = dated(new URL(location.href));
    const put = (name: string, value: string): void => {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    };
    if (published) put("day", view.day);
    put("layer", view.layer === "claimed" ? "claimed" : "");
    put("window", view.days === 1 ? "1" : "");
    put("without", Object.keys(GROUPS).filter((group) => !view.groups.has(group)).join(","));
    put("place", picture.data.places.id[chosen] ?? "");
    if (map) {
      const { lng, lat } = map.getCenter();
      put("at", `${lng.toFixed(3)},${lat.toFixed(3)},${map.getZoom().toFixed(2)}`);
    }
    history.replaceState(null, "", url);
    if (published) return;
    for (const link of document.querySelectorAll<HTMLAnchorElement>(".top nav a, a.brand"))
      link.href = dated(new URL(link.href)).href;
  }, 200);
}

function choose(place: number, move: boolean): void {
  chosen = place;
  if (place < 0) panel.close();
  show();
  if (move) seek();
}

/** Moves the map until the chosen place is in the middle of what the panel leaves of it. */
function seek(): void {
  if (!map || chosen < 0) return;
  const { lon, lat } = picture.data.places;
  const all = byId("map").getBoundingClientRect();
  const over = byId("panel").getBoundingClientRect();
  const beside = over.left > all.left;
  map.easeTo({
    center: [lon[chosen] ?? 0, lat[chosen] ?? 0],
    zoom: Math.max(map.getZoom(), 8),
    offset: beside
      ? [(over.left - all.right) / 2, 0]
      : [0, (Math.min(Math.max(over.top, all.top), all.bottom) - all.bottom) / 2],
    duration: 500,
    animate: !still,
  });
}

function fill(): void {
  if (!map) return;
  const put = (name: string, data: Parameters<GeoJSONSource["setData"]>[0]): void => {
    map?.getSource<GeoJSONSource>(name)?.setData(data);
  };
  for (const name of ["land", "focus", "far", "borders"]) put(name, together([world], name));
  put("countries", together([world], "names"));
  put("regions", together(files, "region"));
  put("counties", together(files, "county"));
  put("areas", together(files, "names"));
  put("towns", picture ? towns() : nothing);
}

function towns() {
  const { places } = picture.data;
  const told = places.id.map(
    (_, place) =>
      picture.history(place, "claimed").length * 3 +
      picture.incidents(place).length +
      Math.log10((places.population[place] ?? 0) + 1) * 2,
  );
  const least = [...told].sort((one, other) => other - one)[FIRST] ?? 0;
  const features = places.id.map((_, place) =>
    point(places.lon[place] ?? 0, places.lat[place] ?? 0, {
      name: places.name[place],
      native: places.native[place],
      rank: -(told[place] ?? 0),
      first: (told[place] ?? 0) > least,
      had: picture.hasHistory(place),
    }),
  );
  return { type: "FeatureCollection" as const, features };
}

/** The stretch of the earth that holds nearly all places told of. */
function around(): LngLatBounds | undefined {
  const { lon, lat } = picture.data.places;
  const worth = lon.map((_, place) => place).filter((place) => picture.hasHistory(place));
  const used = worth.length ? worth : lon.map((_, place) => place);
  if (!used.length) return undefined;
  const among = (of: number[], share: number): number => {
    const sorted = used.map((place) => of[place] ?? 0).sort((one, other) => one - other);
    return sorted[Math.round((sorted.length - 1) * share)] ?? 0;
  };
  return new LngLatBounds(
    [among(lon, 0.02) - 0.15, among(lat, 0.02) - 0.15],
    [among(lon, 0.98) + 0.15, among(lat, 0.98) + 0.15],
  );
}

function everything(): void {
  const bounds = around();
  if (map && bounds) map.fitBounds(bounds, { padding: 40, maxZoom: 9, animate: !still });
}

async function draw(): Promise<void> {
  setWorkerUrl(await worker());
  const made = new BaseMap({
    container: "map",
    style: style(),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 13,
    minZoom: 2,
    fadeDuration: 0,
    ...(view.at
      ? { center: [view.at[0], view.at[1]], zoom: view.at[2] }
      : { bounds: around() ?? [[-20, -35], [70, 60]], fitBoundsOptions: { padding: 40, maxZoom: 9 } }),
  });
  map = made;
  made.touchZoomRotate.disableRotation();
  made.keyboard.disableRotation();
  const canvas = made.getCanvas();
  canvas.setAttribute("aria-label", "Map of who has which place; the list of places tells the same");
  canvas.setAttribute("role", "img");
  overlay = new Overlay(made, picture, palette());
  made.on("styledata", () => {
    // Room for a mark, so that no label is written over one.
    if (!made.hasImage("room")) made.addImage("room", new ImageData(22, 22));
  });
  made.on("load", fill);
  made.on("moveend", remember);
  made.on("click", (event) => {
    const place = overlay?.hit(event.point.x, event.point.y) ?? -1;
    if (place >= 0) choose(place, false);
    else if (panel.open) panel.close();
  });
  made.on("mousemove", (event) => pointAt(event.point.x, event.point.y));
  made.on("mouseout", () => pointAt(-99, -99));
  byId("zoom-in").addEventListener("click", () => made.zoomIn({ animate: !still }));
  byId("zoom-out").addEventListener("click", () => made.zoomOut({ animate: !still }));
  byId("zoom-all").addEventListener("click", everything);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    made.setStyle(style(), { diff: false });
    made.once("styledata", fill);
    overlay?.recolour(palette());
    controls();
    show();
  });
}

function pointAt(x: number, y: number): void {
  const tip = byId("tip");
  const place = x < 0 ? -1 : (overlay?.hit(x, y) ?? -1);
  tip.hidden = place < 0;
  map?.getCanvas().classList.toggle("pointed", place >= 0);
  if (place < 0) return;
  tip.textContent = sentence(picture, place, picture.at(place, timeline.day, view.layer));
  tip.style.translate = `${x + 14}px ${y + 14}px`;
}

function controls(): void {
  legend(picture, palette());
  kinds(palette(), view.groups, view.days, (groups, days) => {
    view.groups = groups;
    view.days = days;
    show();
  });
}

async function knownBy(day: string): Promise<void> {
  if (!day || day === view.knownBy) return;
  timeline.stop();
  take(await drawing(day));
}

/** What was added to the store since, in the same view; who stood on the last day stays on it. */
async function renew(): Promise<void> {
  const latest = !new URL(page.dataset.map ?? "", location.href).search;
  const follows = latest && view.knownBy === page.dataset.knownBy;
  const last = timeline.day === picture.last;
  const found = await drawing(follows ? "" : view.knownBy);
  if (follows) page.dataset.knownBy = found.data.known_by;
  if (last) view.day = found.data.day;
  take(found);
}

/** Puts a picture in the place of the one that is shown. */
function take(found: Picture): void {
  const place = picture.data.places.id[chosen] ?? "";
  picture = found;
  view.knownBy = found.data.known_by;
  known.value = view.knownBy;
  if (view.day > found.data.day) view.day = found.data.day;
  chosen = found.data.places.id.indexOf(place);
  overlay?.remove();
  if (map) overlay = new Overlay(map, found, palette());
  timeline.take(found, Math.max(0, found.number(view.day)));
  controls();
  fill();
  if (chosen < 0) panel.close();
  show();
}

/** The layers of a file of outlines; none where there is no such file. */
async function outlines(name: string): Promise<Outlines> {
  return outline<Topology>(name).then(layers, () => ({}));
}

async function start(): Promise<void> {
  page.hidden = false;
  const base = outlines("world");
  picture = await drawing(view.knownBy);
  chosen = view.place ? picture.data.places.id.indexOf(view.place) : -1;
  timeline.take(picture, Math.min(picture.last, Math.max(0, picture.number(view.day))));
  controls();
  show();
  await new Promise(requestAnimationFrame); // the list is there before the map
  try {
    await draw();
  } catch (error) {
    console.warn("the map cannot be drawn:", error);
    byId("map-failed").hidden = false;
  }
  show();
  if (!view.at) seek();
  known.disabled = published;
  known.addEventListener("change", () => void knownBy(known.value));
  document.addEventListener("foglift:show", (event) => {
    event.preventDefault();
    void renew();
  });
  for (const radio of document.querySelectorAll<HTMLInputElement>("input[name=layer]")) {
    radio.checked = radio.value === view.layer;
    radio.addEventListener("change", () => {
      view.layer = radio.value as Layer;
      show();
    });
  }
  world = await base;
  if (map?.isStyleLoaded()) fill();
  files = await Promise.all(picture.data.countries.slice(0, NEAR).map(outlines));
  fill();
  page.dataset.ready = "true";
}

start().catch((error: unknown) => {
  console.warn("the picture did not come:", error);
  byId("list-about").textContent = "The picture did not come. Load the page again.";
});
