#!/usr/bin/env bash
# From an adapter to its calibration, its figures on dev and their plots, in one command at the root of the
# repository:
#
#   models/recipe/judge.sh SIZE DATA ADAPTER WORK
#
# SIZE is 0.5b or 1.5b; DATA has gsm8k/{train,dev}.jsonl, gsm8k/reserve.json and math500/dev.jsonl; ADAPTER takes
# the calibration too; WORK takes the models and what needs no place in the repository. Every answer goes into
# docs/evaluation. What is there is not asked again, so the same command resumes a run that was stopped.
set -euo pipefail
size=$1 data=$2 adapter=$3 work=$4

source="${TOKENSKIP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tokenskip}/base/qwen2.5-coder-$size-instruct-q4_k_m.gguf"
answers=docs/evaluation
name=tokenskip-coder-$size
ratios=tokenskip@1.0,tokenskip@0.9,tokenskip@0.8,tokenskip@0.7,tokenskip@0.6,tokenskip@0.5
prompts=be-concise,only-numbers,abbre-words,lc-prompt@0.9,lc-prompt@0.7,lc-prompt@0.5,chain-of-draft
cuts=truncation@0.9,truncation@0.7,truncation@0.5
gsm8k=(--benchmark gsm8k --file "$data/gsm8k/dev.jsonl")
math500=(--benchmark math500 --file "$data/math500/dev.jsonl")
devmath=(--benchmark devmath --file "$work/devmath-dev.jsonl" --by-group)

tokenskip() { npm run --silent tokenskip -- "$@"; }
convert() {
  [ -d "$work/$1" ] || tokenskip model convert "$source" --trim-vocab models/recipe/vocab/qwen2.5-32k.json --out "$work/$1" "${@:2}"
}
# ask MODEL NAME …: the table of the answers; they go on in docs/evaluation/NAME.jsonl.
ask() {
  echo "== $2"
  tokenskip eval --model "$work/$1" --batch 32 --device cpu --out "$answers/$2.jsonl" --table "$work/$2.md" "${@:3}"
}

mkdir -p "$work" "$answers"
convert base
convert model --adapter "$adapter" --id "$name" --name "TokenSkip Coder ${size^^}"
tokenskip data devmath --split calibration --out "$work/devmath-calibration.jsonl"
tokenskip data devmath --split dev --out "$work/devmath-dev.jsonl"

# The chances of being right, what a ratio saves and what auto goes on with, on questions that nothing else uses.
ask model "$name-gsm8k-calibration" --calibrate --benchmark gsm8k --file "$data/gsm8k/train.jsonl" \
  --reserve "$data/gsm8k/reserve.json" --methods "$ratios,vote5@0.5" --latency 24
ask model "$name-devmath-calibration" --calibrate --benchmark devmath --file "$work/devmath-calibration.jsonl" \
  --methods "$ratios,vote5@0.5" --latency 24 --also "$answers/$name-gsm8k-calibration.jsonl" --adapter "$adapter"

# As the product answers, with the seconds of 24 questions asked alone.
ask model "$name-gsm8k-exact" "${gsm8k[@]}" --exact on --methods "$ratios,vote5@0.5" --latency 24 \
  --plot "$answers/$name-gsm8k.svg" --reliability "$answers/$name-reliability.svg" --risk "$answers/$name-risk.svg"
ask model "$name-devmath-exact" "${devmath[@]}" --exact on --methods "$ratios,vote5@0.5"
ask model "$name-math500-exact" "${math500[@]}" --exact on --methods tokenskip@1.0,tokenskip@0.5

# What the model does without help, and its base, which is asked in words to be short.
ask model "$name-gsm8k" "${gsm8k[@]}" --methods "tokenskip@1.0,tokenskip@0.5,vote5@0.5,$cuts" --latency 24
ask model "$name-devmath" "${devmath[@]}" --methods tokenskip@1.0,tokenskip@0.5
ask base "base-$size-gsm8k" "${gsm8k[@]}" --methods "original,$prompts,$cuts" --latency 24
ask base "base-$size-gsm8k-exact" "${gsm8k[@]}" --exact on --methods original
ask base "base-$size-devmath" "${devmath[@]}" --methods original
ask base "base-$size-devmath-exact" "${devmath[@]}" --exact on --methods original
ask base "base-$size-math500" "${math500[@]}" --methods original

tokenskip eval --plot-seconds "$answers/base-$size-gsm8k.jsonl,$answers/$name-gsm8k.jsonl,$answers/$name-gsm8k-exact.jsonl" \
  --svg "$answers/$name-seconds.svg"
