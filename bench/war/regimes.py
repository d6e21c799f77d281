"""How truthful and how busy those are who tell of a war."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Regime:
    """Shares are of 1. `outlets` print what the wires bring: each takes a piece with probability
    `copied`, of which `rewritten` are told in its own words, and of these `laundered` leave out
    who said it. Parties `boast` of assaults that failed, `deny` what they lost, `admit` it in
    the end. `coverage` is how much the monitors and the wires learn of, `error` how often they
    take an assault for a fall; `liar`: the second monitor repeats what the first side says."""

    name: str
    outlets: int = 6
    copied: float = 0.5
    rewritten: float = 0.4
    laundered: float = 0.1
    boast: float = 0.4
    deny: float = 0.4
    admit: float = 0.3
    coverage: float = 0.7
    error: float = 0.05
    rumours: float = 0.3
    liar: bool = False


REGIMES = (
    Regime("few copies"),
    Regime("many copies", outlets=20, copied=0.7),
    Regime("laundered copies", outlets=20, rewritten=0.8, laundered=0.5),
    Regime("biased parties", boast=0.9, deny=0.9, admit=0.1),
    Regime("poor coverage", coverage=0.3),
    Regime("lying monitor", boast=0.7, deny=0.7, liar=True),
)
