/** What the marks say, in words. */
import { GRADES, type Mark, type Picture } from "./data";
import { longDay, shortDay } from "../shared/dom";

/** "held by Syrian rebels", "contested", "no reports". */
export function stateWords(picture: Picture, mark: Mark): string {
  const holder = picture.data.actors[mark.holder]?.name ?? "";
  switch (mark.state) {
    case "held":
      return `held by ${holder || "somebody not named"}`;
    case "besieged":
      return holder ? `held by ${holder}, besieged` : "besieged";
    case "contested":
      return mark.partial ? "contested in part" : "contested, no holder";
    case "unknown":
      return "taken from its holder; who has it is not said";
    case "part":
      return `${holder || "somebody"}, said only of ${mark.area}`;
    case "none":
      return "no reports of who has it";
  }
}

/** "claimed only, disputed": what weakens it. */
export function doubts(mark: Mark, fresh: number): string[] {
  return [
    mark.claimed && mark.state !== "none" && "only a party says so",
    mark.disputed && mark.state !== "contested" && "disputed",
    mark.partial && mark.state === "held" && "in part",
    mark.stale && `nobody spoke of it for more than ${fresh} days`,
  ].filter((each): each is string => Boolean(each));
}

/** A whole sentence about a place on a day. */
export function sentence(picture: Picture, place: number, mark: Mark): string {
  const doubt = doubts(mark, picture.data.fresh);
  const name = picture.data.places.name[place] ?? "";
  return `${name}: ${[stateWords(picture, mark), ...doubt].join(", ")}`;
}

export function spellDays(picture: Picture, spell: number): string {
  const { since, until } = picture.data.spells;
  const [from, to] = [since[spell] ?? null, until[spell] ?? null];
  const begun = from === null ? "from a day not said" : longDay(picture.date(from));
  return to === null ? `${begun} – now` : `${begun} – ${longDay(picture.date(to))}`;
}

export function grade(number: number | undefined): string {
  return GRADES[number ?? 0] ?? "";
}

/** "The Syrian rebels captured Hama". */
export function incidentWords(picture: Picture, incident: number): string {
  const { incidents, phrases, places } = picture.data;
  const name = places.name[incidents.place[incident] ?? 0] ?? "";
  return capital((phrases[incidents.said[incident] ?? 0] ?? "").replaceAll("⌖", name));
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function incidentDays(picture: Picture, incident: number): string {
  const { start, end } = picture.data.incidents;
  const [from, to] = [start[incident] ?? 0, end[incident] ?? 0];
  const first = shortDay(picture.date(from));
  return from === to ? first : `${first} – ${shortDay(picture.date(to))}`;
}
