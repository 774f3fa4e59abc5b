#!/usr/bin/env bash
# A round in which the 0.5B learns from the 1.5B, token by token on its own answers, in one command at the root of
# the repository and in the recipe's Python:
#
#   models/recipe/distill_run.sh DATA ADAPTER TEACHER_ADAPTER WORK [options of train.py, such as --steps 300]
#
# DATA has gsm8k/train.jsonl and gsm8k/reserve.json; ADAPTER is the 0.5B's, which is gone on with, TEACHER_ADAPTER
# the 1.5B's; WORK takes answers, examples and the adapter. What is there is not made again, and training goes on
# from its checkpoint. SEED and QUESTIONS (of school problems at two ratios each, 300) may be set.
set -euo pipefail
data=$1 adapter=$2 teacher=$3 work=$4
shift 4
seed=${SEED:-0} questions=${QUESTIONS:-300}

base="${TOKENSKIP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tokenskip}/base"
student="$base/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"
vocabulary=models/recipe/vocab/qwen2.5-32k.json
# The pairs of ratios that share a prompt in training, one for each part of the questions.
pairs=(tokenskip@1.0,tokenskip@0.7 tokenskip@0.9,tokenskip@0.6 tokenskip@0.8,tokenskip@0.5)
tokenskip() { npm run --silent tokenskip -- "$@"; }

mkdir -p "$work/gsm8k" "$work/devmath"
[ -d "$work/model" ] ||
  tokenskip model convert "$student" --adapter "$adapter" --trim-vocab "$vocabulary" --out "$work/model"
python models/recipe/choose_questions.py --questions "$data/gsm8k/train.jsonl" --reserve "$data/gsm8k/reserve.json" \
  --count "$questions" --parts 3 --seed "$seed" --out "$work/gsm8k"
tokenskip data devmath --split train --count 8000 --out "$work/devmath/all.jsonl"
tail -n 1500 "$work/devmath/all.jsonl" | split --lines 500 --numeric-suffixes=1 --suffix-length 1 --additional-suffix .jsonl - "$work/devmath/"

# Three parts of each; a quarter of the packs are questions of developers.
declare -A share=([gsm8k]=0.25 [devmath]=0.08)
sources=()
for benchmark in gsm8k devmath; do
  for part in 1 2 3; do
    name="$work/$benchmark/$part"
    tokenskip eval --benchmark "$benchmark" --file "$name.jsonl" --methods "${pairs[$((part - 1))]}" --exact on \
      --max-tokens 400 --batch 32 --device cpu --model "$work/model" --out "$name-answers.jsonl"
    python models/recipe/sampled_examples.py --questions "$name.jsonl" --answers "$name-answers.jsonl" \
      --tokenizer "$work/model/tokenizer.json" --out "$name-examples.jsonl"
    sources+=(--data "$name-examples.jsonl:${share[$benchmark]}")
  done
done

exec python models/recipe/train.py --base "$student" --trim-vocab "$vocabulary" \
  --teacher "$base/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf" \
  --teacher-adapter "$teacher" --adapter "$adapter" --prompt models/recipe/prompts/qwen2.5-coder.json --out "$work/adapter" \
  "${sources[@]}" --branches 2 --packs 4 --max-chain-tokens 400 --lr 1e-4 --fall 0.9 --rank 16 --alpha 32 --threads 2 \
  --seed "$seed" "$@"
