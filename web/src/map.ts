// The map page.
import { setWorkerUrl } from "maplibre-gl";

import "./style/map.css";

setWorkerUrl(new URL("./maplibre-worker.js", import.meta.url).href);
