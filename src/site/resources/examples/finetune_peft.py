"""Finetunes a language model with LoRA for Inward, and serves it.

    pip install torch transformers peft            (and gguf, for a GGUF file)
    python finetune_peft.py serve --model google/gemma-3-270m
    python finetune_peft.py train --model google/gemma-3-270m

Inward calls `train`. It reads the rows of INWARD_ROWS, resumes from the checkpoint in
INWARD_OUTPUT, and ends with a line of JSON that names the model: the folder of the adapter.
If INWARD_MODEL is such a folder, it trains that adapter further, in a folder of its own.

`serve` answers OpenAI's chat completions. The model "base" is the model without an adapter. Every
other model is the folder of an adapter below --adapters.
"""

import argparse
import json
import os
import pathlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import torch
from peft import LoraConfig, PeftModel, get_peft_model, get_peft_model_state_dict
from peft import set_peft_model_state_dict
from transformers import AutoModelForCausalLM, AutoTokenizer


def load(arguments):
    """Loads the base model. A GGUF file is converted to 32-bit weights."""
    file = {"gguf_file": arguments.gguf} if arguments.gguf else {}
    tokenizer = AutoTokenizer.from_pretrained(arguments.model, **file)
    model = AutoModelForCausalLM.from_pretrained(arguments.model, dtype=torch.float32, **file)
    return model.to("cuda" if torch.cuda.is_available() else "cpu"), tokenizer


def prompt_tokens(tokenizer, messages):
    """Training and serving must format a conversation alike."""
    if tokenizer.chat_template:
        text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        return tokenizer(text, add_special_tokens=False)["input_ids"]
    text = "".join(f"{message['role']}: {message['content']}\n" for message in messages)
    return tokenizer(text + "assistant:")["input_ids"]


def answer_tokens(tokenizer, answer):
    space = "" if tokenizer.chat_template else " "
    tokens = tokenizer(space + answer, add_special_tokens=False)["input_ids"]
    return tokens + [tokenizer.eos_token_id]


def train(arguments):
    settings = json.loads(os.environ["INWARD_HYPERPARAMETERS"])
    output = pathlib.Path(os.environ["INWARD_OUTPUT"])
    adapter, checkpoint = output / "adapter", output / "checkpoint.pt"
    if not adapter.exists():
        torch.manual_seed(int(os.environ["INWARD_SEED"]))
        base, tokenizer = load(arguments)
        before = pathlib.Path(os.environ["INWARD_MODEL"])
        if (before / "adapter_config.json").exists():
            model = PeftModel.from_pretrained(base, before, is_trainable=True)
        else:
            model = get_peft_model(base, LoraConfig(
                r=settings.get("rank", 16), lora_alpha=2 * settings.get("rank", 16),
                target_modules="all-linear", task_type="CAUSAL_LM"))
        run_steps(model, tokenizer, settings, checkpoint)
        # The folder has its name only when it is complete.
        model.save_pretrained(output / "adapter.part")
        (output / "adapter.part").rename(adapter)
    print(json.dumps({"model": str(adapter)}), flush=True)


def run_steps(model, tokenizer, settings, checkpoint):
    rows = [json.loads(line)["messages"] for line in open(os.environ["INWARD_ROWS"], encoding="utf-8")]
    size, epochs = settings.get("batch-size", 8), settings.get("epochs", 3)
    optimizer = torch.optim.AdamW(
        [weight for weight in model.parameters() if weight.requires_grad],
        lr=settings.get("learning-rate", 2e-4))
    steps_of_epoch = -(-len(rows) // size)
    steps, done = epochs * steps_of_epoch, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        set_peft_model_state_dict(model, state["adapter"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["done"]
        print(f"resumed after step {done}", flush=True)
    model.train()
    for step in range(done, steps):
        order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(
            int(os.environ["INWARD_SEED"]) * 1000 + step // steps_of_epoch)).tolist()
        first = step % steps_of_epoch * size
        loss = loss_of(model, tokenizer, [rows[row] for row in order[first:first + size]])
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        if (step + 1) % 10 == 0 or step + 1 == steps:
            # Inward reads "step 10/300"; what follows is for people.
            print(f"step {step + 1}/{steps} loss {loss.item():.4f}", flush=True)
            part = checkpoint.with_suffix(".part")
            torch.save({"adapter": get_peft_model_state_dict(model),
                        "optimizer": optimizer.state_dict(), "done": step + 1}, part)
            part.rename(checkpoint)


def loss_of(model, tokenizer, batch):
    """The loss of the answers alone. Rows end together, so few positions need the large output layer."""
    pairs = [(prompt_tokens(tokenizer, messages[:-1]), answer_tokens(tokenizer, messages[-1]["content"]))
             for messages in batch]
    length = max(len(prompt) + len(answer) for prompt, answer in pairs)
    longest = max(len(answer) for _, answer in pairs)
    inputs, labels, mask = [], [], []
    for prompt, answer in pairs:
        padding = length - len(prompt) - len(answer)
        inputs.append([tokenizer.eos_token_id] * padding + prompt + answer)
        labels.append([-100] * (longest - len(answer)) + answer)
        mask.append([0] * padding + [1] * (length - padding))
    inputs, labels, mask = (torch.tensor(values, device=model.device) for values in (inputs, labels, mask))
    logits = model(input_ids=inputs, attention_mask=mask, logits_to_keep=longest + 1,
                   position_ids=(mask.cumsum(1) - 1).clamp(min=0)).logits[:, :-1]
    return torch.nn.functional.cross_entropy(logits.flatten(0, 1).float(), labels.flatten())


def serve(arguments):
    base, tokenizer = load(arguments)
    base.eval()
    models, lock = {}, threading.Lock()
    root = pathlib.Path(arguments.adapters).expanduser().resolve()

    def with_adapter(name):
        """Weights are not merged, so that one copy of the base serves all adapters."""
        folder = pathlib.Path(name).resolve()
        if not (folder.is_relative_to(root) and (folder / "adapter_config.json").exists()):
            return None
        if not models:
            models["model"] = PeftModel.from_pretrained(base, folder, adapter_name=str(len(models)))
            models[folder] = "0"
        elif folder not in models:
            models[folder] = str(len(models))
            models["model"].load_adapter(folder, adapter_name=models[folder])
        models["model"].set_adapter(models[folder])
        return models["model"].eval()

    @torch.no_grad()
    def complete(model, request):
        prompt = prompt_tokens(tokenizer, request["messages"])
        limit = request.get("max_completion_tokens", request.get("max_tokens", 64))
        ids = torch.tensor([prompt], device=base.device)
        temperature = request.get("temperature", 0)
        sampling = {"do_sample": True, "temperature": temperature} if temperature else {"do_sample": False}
        # A base model without a chat template begins the next turn in a new line.
        made = model.generate(input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=limit,
                              pad_token_id=tokenizer.eos_token_id, tokenizer=tokenizer,
                              stop_strings=None if tokenizer.chat_template else ["\n"], **sampling)
        answer = made[0, len(prompt):].tolist()
        text = tokenizer.decode(answer, skip_special_tokens=True)
        return {"object": "chat.completion", "model": request["model"], "choices": [{
            "index": 0, "finish_reason": "length" if len(answer) >= limit else "stop",
            "message": {"role": "assistant", "content": text.strip()}}],
            "usage": {"prompt_tokens": len(prompt), "completion_tokens": len(answer)}}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                if request["model"] == "base":
                    if models:
                        with models["model"].disable_adapter():
                            self.reply(200, complete(models["model"], request))
                    else:
                        self.reply(200, complete(base, request))
                else:
                    model = with_adapter(request["model"])
                    self.reply(*((200, complete(model, request)) if model else
                                 (404, {"error": {"message": "no such adapter: " + request["model"]}})))

        def reply(self, status, body):
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    print(f"serving on http://127.0.0.1:{arguments.port}/v1", flush=True)
    ThreadingHTTPServer(("127.0.0.1", arguments.port), Handler).serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["train", "serve"])
    parser.add_argument("--model", required=True, help="a name on the hub, or a folder")
    parser.add_argument("--gguf", help="the name of a GGUF file in that folder")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--adapters", default="~/.cache/inward/finetunings")
    chosen = parser.parse_args()
    {"train": train, "serve": serve}[chosen.mode](chosen)
