/** The description of the API to be tried out; without script the page lists it. */

type Options = {
  url: string;
  domNode: Element;
  supportedSubmitMethods: string[];
  validatorUrl: null;
  docExpansion: string;
  defaultModelsExpandDepth: number;
  tryItOutEnabled: boolean;
  deepLinking: boolean;
};
declare const SwaggerUIBundle: ((options: Options) => unknown) | undefined;

const place = document.querySelector<HTMLElement>("#api");
const url = place?.dataset["description"];

const dark = matchMedia("(prefers-color-scheme: dark)");
const shade = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", shade);
shade();

if (place && url && typeof SwaggerUIBundle === "function") {
  SwaggerUIBundle({
    url,
    domNode: place,
    supportedSubmitMethods: ["get"],
    validatorUrl: null,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    tryItOutEnabled: true,
    deepLinking: false,
  });
  document.querySelector("#calls")?.remove();
}
