# SPDX-License-Identifier: Apache-2.0
"""The same requests to any Agent Server, and what it answers, without ids and times."""

import json
import re

UNKNOWN = "00000000-0000-4000-8000-000000000000"
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b|\b[0-9a-f]{16}\b")
TIMES = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+(Z|\+00:00)")
BY_KEY = {"checkpoint_id", "id"}
MODES = ["values", "updates", "tasks", "checkpoints"]

# (name, method, path, body); {t} is a thread, {r} the newest run, {c} the checkpoint before the newest.
RUN = "/threads/{t}/runs"
STEPS = [
    ("ok", "GET", "/ok", None),
    ("assistant", "GET", "/assistants/count", None),
    ("assistant unknown", "GET", f"/assistants/{UNKNOWN}", None),
    ("assistants", "POST", "/assistants/search", {"graph_id": "count"}),
    ("thread", "POST", "/threads", {"metadata": {"a": 1}}),
    ("thread again", "POST", "/threads", {"thread_id": "{t}"}),
    ("thread kept", "POST", "/threads", {"thread_id": "{t}", "if_exists": "do_nothing"}),
    ("thread got", "GET", "/threads/{t}", None),
    ("thread changed", "PATCH", "/threads/{t}", {"metadata": {"b": 2}}),
    ("thread unknown", "GET", f"/threads/{UNKNOWN}", None),
    ("state of nothing", "GET", "/threads/{t}/state", None),
    ("wait", "POST", f"{RUN}/wait", {"assistant_id": "count", "input": {"n": 1}}),
    ("runs", "GET", RUN, None),
    ("run", "GET", f"{RUN}/{{r}}", None),
    ("run unknown", "GET", f"{RUN}/{UNKNOWN}", None),
    ("join", "GET", f"{RUN}/{{r}}/join", None),
    ("thread ran", "GET", "/threads/{t}", None),
    ("state", "GET", "/threads/{t}/state", None),
    ("history", "POST", "/threads/{t}/history", {"limit": 10}),
    ("state before", "GET", "/threads/{t}/state/{c}", None),
    ("state changed", "POST", "/threads/{t}/state", {"values": {"n": 9}, "as_node": "a"}),
    ("state after", "GET", "/threads/{t}/state", None),
    ("stream", "POST", f"{RUN}/stream", {"assistant_id": "count", "input": {"n": 1}, "stream_mode": MODES}),
    ("stateless", "POST", "/runs/wait", {"assistant_id": "count", "input": {"n": 5}}),
    ("new thread", "POST", "/threads", {}),
    ("question", "POST", f"{RUN}/stream", {"assistant_id": "ask", "input": {"n": 0}, "stream_mode": MODES}),
    ("thread asks", "GET", "/threads/{t}", None),
    ("state asks", "GET", "/threads/{t}/state", None),
    ("answer", "POST", f"{RUN}/stream", {"assistant_id": "ask", "command": {"resume": True}, "stream_mode": MODES}),
    ("third thread", "POST", "/threads", {}),
    ("failure", "POST", f"{RUN}/wait", {"assistant_id": "fail", "input": {"n": 0}}),
    ("thread failed", "GET", "/threads/{t}", None),
    ("graph unknown", "POST", "/runs/wait", {"assistant_id": "nothing", "input": {}}),
    ("mode unknown", "POST", f"{RUN}/wait", {"assistant_id": "count", "multitask_strategy": "perhaps"}),
    ("item", "PUT", "/store/items", {"namespace": ["a", "b"], "key": "k", "value": {"x": 1}}),
    ("item got", "GET", "/store/items?namespace=a.b&key=k", None),
    ("items", "POST", "/store/items/search", {"namespace_prefix": ["a"]}),
    ("namespaces", "POST", "/store/namespaces", {}),
    ("item gone", "DELETE", "/store/items", {"namespace": ["a", "b"], "key": "k"}),
    ("item unknown", "GET", "/store/items?namespace=a.b&key=k", None),
    ("thread gone", "DELETE", "/threads/{t}", None),
]


def masked(value, key=""):
    if isinstance(value, dict):
        return {IDS.sub("<id>", name): masked(member, name) for name, member in value.items()}
    if isinstance(value, list):
        return [masked(element) for element in value]
    if isinstance(value, str):
        return f"<{key}>" if key in BY_KEY else TIMES.sub("<time>", IDS.sub("<id>", value))
    return value


def frames(text):
    parts = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and not line.startswith(":"))
        if fields:
            parts.append({**fields, "data": json.loads(fields.get("data", "null"))})
    return parts


def body_of(response):
    if response.headers.get("content-type", "").startswith("text/event-stream"):
        return frames(response.text)
    try:
        return response.json()
    except json.JSONDecodeError:
        return response.text


def filled(template, known):
    text = json.dumps(template)
    for name, value in known.items():
        text = text.replace(f"{{{name}}}", value)
    return json.loads(text)


def learn(name, body, known):
    if name in ("thread", "new thread", "third thread"):
        known["t"] = body["thread_id"]
    elif name == "runs":
        known["r"] = body[0]["run_id"]
    elif name == "history":
        known["c"] = body[1]["checkpoint"]["checkpoint_id"]


def drive(client):
    """{step: what was answered}, by an httpx client of the server."""
    known, transcript = {}, {}
    for name, method, path, body in STEPS:
        response = client.request(method, filled(path, known), json=None if body is None else filled(body, known))
        got = body_of(response)
        learn(name, got, known)
        kind = response.headers.get("content-type", "").split(";")[0]
        transcript[name] = {"status": response.status_code, "type": kind, "body": masked(got)}
    return transcript


def differences(theirs, ours, path=""):
    """Where two values differ, as paths."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for name in sorted({*theirs, *ours}):
            at = f"{path}/{name}"
            if name not in ours or name not in theirs:
                yield f"{at} only {'theirs' if name in theirs else 'ours'}"
            else:
                yield from differences(theirs[name], ours[name], at)
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for at, (one, other) in enumerate(zip(theirs, ours)):
            yield from differences(one, other, f"{path}/{at}")
    elif theirs != ours:
        yield path
