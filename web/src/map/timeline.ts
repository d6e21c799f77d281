/** The day slider: a track with the incidents of each day as bars, a play button, the day in
    words. */
import type { Picture } from "./data";
import { byId, longDay } from "../shared/dom";

const PACE = 800; // milliseconds a day when it plays

export class Timeline {
  private readonly slider = byId<HTMLInputElement>("day");
  private readonly bars = byId<HTMLCanvasElement>("bars");
  private readonly button = byId<HTMLButtonElement>("play");
  private readonly text = byId<HTMLOutputElement>("day-text");
  private timer = 0;
  private picture: Picture | undefined;

  constructor(private readonly moved: (day: number) => void) {
    this.slider.addEventListener("input", () => this.go(this.slider.valueAsNumber));
    this.button.addEventListener("click", () => (this.timer ? this.stop() : this.play()));
    new ResizeObserver(() => this.draw()).observe(this.bars);
  }

  get day(): number {
    return this.slider.valueAsNumber;
  }

  /** Takes the days of a picture; stands on `day`. */
  take(picture: Picture, day: number): void {
    this.picture = picture;
    this.slider.max = String(picture.last);
    this.set(day);
  }

  /** Moves to a day without telling. */
  set(day: number): void {
    if (!this.picture) return;
    const words = longDay(this.picture.date(day));
    this.slider.value = String(day);
    this.slider.setAttribute("aria-valuetext", words);
    this.text.textContent = words;
    this.draw();
  }

  /** The bars anew, in other colours. */
  draw(): void {
    const { bars, picture } = this;
    const ctx = bars.getContext("2d");
    if (!ctx || !picture) return;
    const dots = window.devicePixelRatio || 1;
    const [width, height] = [bars.clientWidth, bars.clientHeight];
    bars.width = width * dots;
    bars.height = height * dots;
    ctx.scale(dots, dots);
    const style = getComputedStyle(bars);
    const most = Math.max(1, ...picture.perDay);
    // The thumb's middle goes from 9 px inside the one end to 9 px inside the other.
    const step = (width - 18) / Math.max(1, picture.last);
    const wide = Math.max(1, Math.min(22, step * 0.72));
    picture.perDay.forEach((count, day) => {
      const tall = count ? Math.max(2, (count / most) * (height - 3)) : 0;
      ctx.fillStyle = style.getPropertyValue(day <= this.day ? "--bar" : "--bar-ahead");
      ctx.beginPath();
      ctx.roundRect(9 + day * step - wide / 2, height - tall, wide, tall, [2, 2, 0, 0]);
      ctx.fill();
    });
  }

  private go(day: number): void {
    this.set(day);
    this.moved(day);
  }

  private play(): void {
    const last = Number(this.slider.max);
    if (this.day >= last) this.go(0);
    this.timer = window.setInterval(() => {
      if (this.day >= last) this.stop();
      else this.go(this.day + 1);
    }, PACE);
    this.tell("Pause", "❚❚");
  }

  stop(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.tell("Play the days", "▶");
  }

  private tell(words: string, sign: string): void {
    this.button.setAttribute("aria-label", words);
    this.button.firstElementChild?.replaceChildren(sign);
  }
}
