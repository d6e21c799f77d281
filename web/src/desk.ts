/** What every page does with script; without it each of them works too. */
import { follow } from "./live";

follow();
