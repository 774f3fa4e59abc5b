"""Writes an adapter in PEFT's format: `adapter_model.safetensors` in fp16, `adapter_config.json`.

Beside them `tokenskip.json` says how the adapter wants to be asked; `tokenskip model convert
--adapter` copies that into the manifest of the merged model.
"""

import json

import torch
from peft import get_peft_model_state_dict
from safetensors.torch import save_file

from packing import ALL_RATIOS


def save_adapter(model, template, folder):
    state = get_peft_model_state_dict(model)
    half = {name: tensor.detach().cpu().to(torch.float16).contiguous() for name, tensor in state.items()}
    part = folder / "adapter_model.part"
    save_file(half, part, metadata={"format": "pt"})
    part.replace(folder / "adapter_model.safetensors")
    config = model.peft_config["default"].to_dict()
    config["inference_mode"] = True
    config["target_modules"] = sorted(config["target_modules"])
    # A path of the machine it was trained on is of no use elsewhere.
    config["base_model_name_or_path"] = None
    (folder / "adapter_config.json").write_text(json.dumps(config, indent=2, default=str) + "\n")
    facts = {"trainedRatios": ALL_RATIOS, "prompt": template.parts}
    (folder / "tokenskip.json").write_text(json.dumps(facts, indent=2) + "\n")
