/** What lies under the marks: sea, land, borders, provinces, and names in both scripts. */
import type { Feature, FeatureCollection, GeometryObject, Point } from "geojson";
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

export type Outlines = Record<string, FeatureCollection | Feature>;

const FONT = ["Noto Sans", "sans-serif"];

/** The layers of a TopoJSON file as GeoJSON. */
export function layers(topology: Topology): Outlines {
  return Object.fromEntries(
    Object.entries(topology.objects).map(([name, object]) => [
      name,
      feature(topology, object as GeometryCollection<GeometryObject & object>),
    ]),
  );
}

export const nothing: FeatureCollection = { type: "FeatureCollection", features: [] };

/** One collection of what several files have under the same name. */
export function together(files: Outlines[], name: string): FeatureCollection {
  const features = files.flatMap((file) => {
    const one = file[name];
    if (!one) return [];
    return one.type === "FeatureCollection" ? one.features : [one];
  });
  return { type: "FeatureCollection", features };
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || "#888888";
}

const written = [
  "case",
  ["any", ["==", ["get", "native"], ""], ["==", ["get", "native"], ["get", "name"]]],
  ["get", "name"],
  ["format", ["get", "name"], {}, "\n", {}, ["get", "native"], { "font-scale": 0.92 }],
] as const;

/** The names of towns beside their marks: those of the first few, or of all others. */
function names(id: string, first: boolean): LayerSpecification {
  return {
    id,
    type: "symbol",
    source: "towns",
    filter: [
      "all",
      ["==", ["get", "first"], first],
      ["any", ["get", "had"], [">=", ["zoom"], 8]],
    ],
    layout: {
      "text-font": FONT,
      "text-field": written as never,
      "text-size": ["interpolate", ["linear"], ["zoom"], 5, 11, 9, 13.5],
      "text-line-height": 1.15,
      "text-variable-anchor-offset": [
        "left", [1.05, 0], "right", [-1.05, 0], "bottom", [0, -0.95], "top", [0, 0.95],
        "bottom-left", [0.8, -0.5], "bottom-right", [-0.8, -0.5],
        "top-left", [0.8, 0.5], "top-right", [-0.8, 0.5],
      ] as never,
      "text-justify": "auto",
      "text-max-width": 12,
      "text-padding": 3,
      "symbol-sort-key": ["get", "rank"],
    },
    paint: { ...label(), "text-halo-width": 1.7, "text-halo-blur": 0.3 },
  };
}

function label() {
  return { "text-color": colour("--map-label"), "text-halo-color": colour("--map-halo") };
}

/** The style of the map in the colours of the page; the sources are filled afterwards. */
export function style(): StyleSpecification {
  const source = (data: FeatureCollection) => ({ type: "geojson" as const, data });
  return {
    version: 8,
    sources: {
      land: source(nothing),
      focus: source(nothing),
      far: source(nothing),
      borders: source(nothing),
      regions: source(nothing),
      counties: source(nothing),
      countries: source(nothing),
      areas: source(nothing),
      towns: source(nothing),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("--map-sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("--map-land") } },
      { id: "focus", type: "fill", source: "focus", paint: { "fill-color": colour("--map-focus") } },
      {
        id: "counties",
        type: "line",
        source: "counties",
        minzoom: 6.5,
        paint: {
          "line-color": colour("--map-county"),
          "line-width": ["interpolate", ["linear"], ["zoom"], 6.5, 0.4, 10, 1],
          "line-dasharray": [2, 2],
        },
      },
      {
        id: "regions",
        type: "line",
        source: "regions",
        minzoom: 4,
        paint: {
          "line-color": colour("--map-region"),
          "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.4, 7, 1, 10, 1.8],
        },
      },
      ...(["far", "borders"] as const).map((id) => ({
        id,
        type: "line" as const,
        source: id,
        layout: { "line-join": "round" as const, "line-cap": "round" as const },
        paint: {
          "line-color": colour("--map-border"),
          "line-width": [
            "interpolate", ["linear"], ["zoom"], 3, 0.6, 7, 1.5, 10, 2.4,
          ] as never,
        },
      })),
      {
        id: "areas",
        type: "symbol",
        source: "areas",
        minzoom: 5.5,
        filter: ["any", ["==", ["get", "kind"], "region"], [">=", ["zoom"], 9]],
        layout: {
          "text-font": FONT,
          "text-field": ["upcase", ["get", "name"]],
          "text-size": ["interpolate", ["linear"], ["zoom"], 5.5, 9.5, 9, 12],
          "text-letter-spacing": 0.12,
          "text-max-width": 7,
          "text-padding": 8,
        },
        paint: { ...label(), "text-color": colour("--map-faint"), "text-halo-width": 1 },
      },
      names("towns", false),
      {
        id: "countries",
        type: "symbol",
        source: "countries",
        maxzoom: 7.5,
        layout: {
          "text-font": FONT,
          "text-field": written as never,
          "text-size": ["interpolate", ["linear"], ["zoom"], 3, 11, 7, 17],
          "text-letter-spacing": 0.04,
          "text-padding": 6,
        },
        paint: { ...label(), "text-color": colour("--map-country"), "text-halo-width": 1.4 },
      },
      // What stands last is placed first: the names of the places most told of, then room for
      // every mark, then all other names.
      {
        id: "rooms",
        type: "symbol",
        source: "towns",
        layout: {
          "icon-image": "room",
          "icon-allow-overlap": true,
          "icon-size": ["interpolate", ["linear"], ["zoom"], 5, 0.45, 9, 0.95],
        },
      },
      names("first-towns", true),
    ],
  };
}

export function point(lon: number, lat: number, properties: object): Feature<Point> {
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates: [lon, lat] },
    properties: { ...properties },
  };
}
