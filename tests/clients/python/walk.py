"""Walks through a gateway of the Zeebe protocol with pyzeebe and prints what it sees, a line of JSON for each step.

usage: walk.py HOST:PORT FOLDER_OF_MODELS URL_OF_RECORDS

The programs in the other languages take the same steps and print the same lines.
"""

import asyncio
import json
import sys
import urllib.request
from pathlib import Path

import grpc
from gateway import HOUR_MS, Gateway
from pyzeebe import create_insecure_channel

ADDRESS, MODELS, RECORDS = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
RESOURCES = [
    "order.bpmn",
    "sum.bpmn",
    "echo.bpmn",
    "late.bpmn",
    "alarm.bpmn",
    "ask.bpmn",
    "discount.dmn",
    "question.form",
]
UNKNOWN = 2_251_799_813_699_999
"""A key of the first partition that nothing has."""


def status_of(failure: BaseException) -> grpc.aio.AioRpcError:
    """The error of the wire behind the ones that pyzeebe makes of it."""
    error: BaseException | None = failure
    while error is not None and not isinstance(error, grpc.aio.AioRpcError):
        error = error.__cause__ or error.__context__
    if error is None:
        raise failure
    return error


async def step(name: str, call, text: bool = True):
    """Prints what a call gives or how it is refused; returns its value. Without `text` only the code is printed."""
    try:
        value = await call
        line = {"step": name, "value": value}
    except Exception as failure:
        error = status_of(failure)
        line = {"step": name, "error": {"code": error.code().name, **({"text": error.details()} if text else {})}}
        value = None
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return value


async def next_job(gateway: Gateway, name: str, task_type: str, fetch: list[str] | None = None) -> int:
    """Activates one job, waited for; its key."""
    return (await step(name, gateway.activate(task_type, fetch)))[0]["key"]


def next_incident() -> int:
    """The key of the next incident in the records, waited for."""
    with urllib.request.urlopen(f"{RECORDS}/incident") as answer:
        return int(answer.read())


async def begin(gateway: Gateway) -> dict:
    await step("topology", gateway.topology())
    await step("health", gateway.health())
    deployed = await step("deploy", gateway.deploy(*RESOURCES))
    await step("deploy again", gateway.deploy(*RESOURCES))
    await step("deploy what is invalid", gateway.deploy("broken.bpmn", "discount.dmn", "note.txt"))
    await step("result", gateway.result("sum", {"x": 2, "y": 0.5}))
    await step("result, one variable", gateway.result("sum", {"x": 2, "y": 0.5}, ["z"]))
    await step("result too late", gateway.result("late", {}, timeout_ms=500), text=False)
    await step("create unknown", gateway.create("nowhere", {}))
    await step("create a version that is not", gateway.create("order", {}, 7))
    return deployed


async def incidents(gateway: Gateway) -> None:
    await step("create", gateway.create("order", {"orderId": "o-1", "items": [1, {"a": None}], "备注": "泉衡"}))
    await step("activate nothing", gateway.activate("nothing", wait_ms=2000))
    job = await next_job(gateway, "activate", "pack")
    await step("fail", gateway.fail(job, 2, "打包机坏了", {"tries": 1}))
    job = await next_job(gateway, "activate after failure", "pack", ["orderId", "tries"])
    await step("fail for good", gateway.fail(job, 0, "no more", {}))
    incident = next_incident()
    await step("resolve without retries", gateway.resolve(incident))
    await step("retries", gateway.retries(job, 1))
    await step("retries of an unknown job", gateway.retries(UNKNOWN, 1))
    await step("resolve", gateway.resolve(incident))
    await step("resolve twice", gateway.resolve(incident))
    job = await next_job(gateway, "activate after the incident", "pack", ["orderId"])
    await step("complete", gateway.complete(job, {"packed": True}))
    await step("complete twice", gateway.complete(job, {}))


async def messages_and_errors(gateway: Gateway) -> None:
    await step("publish", gateway.publish("m-1"))
    await step("publish twice", gateway.publish("m-1"))
    await step(
        "complete after the message",
        gateway.complete(await next_job(gateway, "activate after the message", "ship"), {}),
    )
    await step("create for an error", gateway.create("order", {"orderId": "o-2"}))
    job = await next_job(gateway, "activate for an error", "pack")
    await step("throw an error", gateway.throw(job, "broken", "dropped", {"why": "落地"}))
    await step(
        "complete behind the error",
        gateway.complete(await next_job(gateway, "activate behind the error", "repair"), {}),
    )
    instance = (await step("create for an unknown error", gateway.create("order", {"orderId": "o-3"})))["instance"]
    job = await next_job(gateway, "activate for an unknown error", "pack")
    await step("throw an unknown error", gateway.throw(job, "other", "never seen", {}))
    incident = next_incident()
    await step("set variables", gateway.set(instance, {"orderId": "o-3b", "list": []}, False))
    await step("set variables of nothing", gateway.set(UNKNOWN, {"a": 1}, True))
    await step("resolve the unknown error", gateway.resolve(incident))
    job = await next_job(gateway, "activate after the unknown error", "pack")
    await step("cancel", gateway.cancel(instance))
    await step("cancel twice", gateway.cancel(instance))
    await step("complete what was cancelled", gateway.complete(job, {}))


async def the_rest(gateway: Gateway) -> None:
    await step("decide", gateway.decide("discount", {"amount": 1200, "kind": "new"}))
    await step("decide otherwise", gateway.decide("discount", {"amount": 1200.5, "kind": None}))
    await step("decide what is unknown", gateway.decide("nothing", {}))
    await step("signal", gateway.signal())
    await step(
        "complete behind the signal",
        gateway.complete(await next_job(gateway, "activate behind the signal", "alarm"), {}),
    )
    await step("work", gateway.work(stream=False))
    await step("work on a stream", gateway.work(stream=True))


async def repairs(gateway: Gateway, deployed: dict) -> None:
    """Calls that not every client has."""
    keys = {process["id"]: process["key"] for process in deployed["processes"]}
    instance = (await step("create for repairs", gateway.create("ask", {})))["instance"]
    await step("delete", gateway.delete(keys["sum"]))
    await step("create what was deleted", gateway.create("sum", {}))
    await step("delete what is unknown", gateway.delete(UNKNOWN))
    await step("modify", gateway.modify(instance, "wait"))
    await step("modify an unknown element", gateway.modify(instance, "nowhere"))
    await step("migrate to another kind", gateway.migrate(instance, keys["echo"], "wait", "work"))
    late = await next_job(gateway, "activate the late one", "late")
    await step("timeout of a job", gateway.job_timeout(late, HOUR_MS))
    await step("timeout of an unknown job", gateway.job_timeout(UNKNOWN, HOUR_MS))


async def main() -> None:
    channel = create_insecure_channel(grpc_address=ADDRESS)
    gateway = Gateway(channel, MODELS)
    deployed = await begin(gateway)
    await incidents(gateway)
    await messages_and_errors(gateway)
    await the_rest(gateway)
    await repairs(gateway, deployed)
    await channel.close()


asyncio.run(main())
