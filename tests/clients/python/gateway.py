"""The calls of the Zeebe protocol with pyzeebe; what it has no words for goes through the stub that it ships."""

import asyncio
import json
from pathlib import Path

import grpc
from pyzeebe import Job, ZeebeClient, ZeebeWorker
from pyzeebe.proto import gateway_pb2 as messages

HOUR_MS = 3_600_000


def plain_job(job: Job) -> dict:
    return {
        "key": job.key,
        "type": job.type,
        "instance": job.process_instance_key,
        "process": job.bpmn_process_id,
        "version": job.process_definition_version,
        "definition": job.process_definition_key,
        "element": job.element_id,
        "elementInstance": job.element_instance_key,
        "headers": dict(job.custom_headers),
        "worker": job.worker,
        "retries": job.retries,
        "variables": dict(job.variables),
        "tenant": job.tenant_id,
    }


class Gateway:
    """The calls of the gateway; each gives plain values that are printed as JSON."""

    def __init__(self, channel: grpc.aio.Channel, models: Path) -> None:
        self.channel = channel
        self.models = models
        self.client = ZeebeClient(channel)
        self.jobs = self.client.zeebe_adapter
        self.stub = self.client.zeebe_adapter._gateway_stub

    async def topology(self):
        seen = await self.client.topology()
        brokers = [
            {
                "node": broker.node_id,
                "version": broker.version,
                "partitions": [
                    {"id": part.partition_id, "role": part.role.name, "health": part.health.name}
                    for part in broker.partitions
                ],
            }
            for broker in seen.brokers
        ]
        return {
            "clusterSize": seen.cluster_size,
            "partitionsCount": seen.partitions_count,
            "replicationFactor": seen.replication_factor,
            "gatewayVersion": seen.gateway_version,
            "brokers": brokers,
        }

    async def health(self):
        return "SERVING" if (await self.client.healthcheck()).status == 1 else "NOT SERVING"

    async def deploy(self, *names: str):
        done = await self.client.deploy_resource(*(self.models / name for name in names))
        found = {"key": done.key, "processes": [], "decisions": [], "requirements": [], "forms": []}
        for one in done.deployments:
            if hasattr(one, "bpmn_process_id"):
                plain = {
                    "id": one.bpmn_process_id,
                    "version": one.version,
                    "key": one.process_definition_key,
                    "resource": one.resource_name,
                }
                found["processes"].append(plain)
            elif hasattr(one, "dmn_decision_id"):
                plain = {
                    "id": one.dmn_decision_id,
                    "name": one.dmn_decision_name,
                    "version": one.version,
                    "key": one.decision_key,
                    "requirements": one.decision_requirements_key,
                }
                found["decisions"].append(plain)
            elif hasattr(one, "form_id"):
                plain = {"id": one.form_id, "version": one.version, "key": one.form_key, "resource": one.resource_name}
                found["forms"].append(plain)
            else:
                plain = {
                    "id": one.dmn_decision_requirements_id,
                    "name": one.dmn_decision_requirements_name,
                    "version": one.version,
                    "key": one.decision_requirements_key,
                    "resource": one.resource_name,
                }
                found["requirements"].append(plain)
        return found

    async def create(self, process: str, variables: dict, version: int = -1):
        made = await self.client.run_process(process, variables, version)
        return {
            "process": made.bpmn_process_id,
            "version": made.version,
            "definition": made.process_definition_key,
            "instance": made.process_instance_key,
        }

    async def result(self, process: str, variables: dict, fetch: list[str] | None = None, timeout_ms: int = 20_000):
        made = await self.client.run_process_with_result(
            process, variables, timeout=timeout_ms, variables_to_fetch=fetch
        )
        return {"process": made.bpmn_process_id, "version": made.version, "variables": made.variables}

    async def activate(self, task_type: str, fetch: list[str] | None = None, wait_ms: int = 20_000):
        found = self.jobs.activate_jobs(task_type, "walk", HOUR_MS, 1, fetch or [], wait_ms)
        return [plain_job(job) async for job in found]

    async def complete(self, key: int, variables: dict):
        await self.jobs.complete_job(key, variables)
        return {}

    async def fail(self, key: int, retries: int, message: str, variables: dict):
        await self.jobs.fail_job(key, retries, message, 0, variables)
        return {}

    async def throw(self, key: int, code: str, message: str, variables: dict):
        await self.jobs.throw_error(key, message, variables, code)
        return {}

    async def retries(self, key: int, retries: int):
        await self.stub.UpdateJobRetries(messages.UpdateJobRetriesRequest(jobKey=key, retries=retries))
        return {}

    async def resolve(self, key: int):
        await self.stub.ResolveIncident(messages.ResolveIncidentRequest(incidentKey=key))
        return {}

    async def set(self, key: int, variables: dict, local: bool):
        request = messages.SetVariablesRequest(elementInstanceKey=key, variables=json.dumps(variables), local=local)
        return {"key": (await self.stub.SetVariables(request)).key}

    async def publish(self, message_id: str):
        done = await self.client.publish_message("paid", "o-1", {"paid": 12.5}, 600_000, message_id)
        return {"key": done.key, "tenant": done.tenant_id}

    async def signal(self):
        done = await self.client.broadcast_signal("alarm", {"level": 3})
        return {"key": done.key, "tenant": done.tenant_id}

    async def cancel(self, key: int):
        await self.client.cancel_process_instance(key)
        return {}

    async def decide(self, decision: str, variables: dict):
        done = await self.client.evaluate_decision(None, decision, variables)
        evaluated = [
            {
                "key": one.decision_key,
                "id": one.decision_id,
                "type": one.decision_type,
                "output": one.decision_output,
                "inputs": [[seen.input_id, seen.input_name, seen.input_value] for seen in one.evaluated_inputs],
                "rules": [
                    [
                        rule.rule_id,
                        rule.rule_index,
                        [[out.output_id, out.output_name, out.output_value] for out in rule.evaluated_outputs],
                    ]
                    for rule in one.matched_rules
                ],
            }
            for one in done.evaluated_decisions
        ]
        return {
            "id": done.decision_id,
            "key": done.decision_key,
            "version": done.decision_version,
            "requirements": done.decision_requirements_id,
            "output": done.decision_output,
            "failed": done.failed_decision_id,
            "evaluated": evaluated,
        }

    async def work(self, stream: bool):
        """A worker that fails its first try; the tries it saw and the result."""
        worker = ZeebeWorker(self.channel, name="walk", request_timeout=1000, stream_enabled=stream)
        seen: list[list] = []
        kind = "pushed" if stream else "echo"

        @worker.task(task_type=kind)
        async def echo(job: Job, n: int) -> dict:
            seen.append([job.retries, n])
            if job.retries == 3:
                raise ValueError("once more")
            return {"answer": n + 1}

        working = asyncio.ensure_future(worker.work())
        try:
            result = await self.result(kind, {"n": 41})
        finally:
            await worker.stop()
            working.cancel()
        return {"seen": seen, "result": result}

    async def delete(self, key: int):
        await self.stub.DeleteResource(messages.DeleteResourceRequest(resourceKey=key))
        return {}

    async def job_timeout(self, key: int, timeout_ms: int):
        await self.jobs.update_job_timeout(key, timeout_ms)
        return {}

    async def modify(self, instance: int, activate: str):
        instruction = messages.ModifyProcessInstanceRequest.ActivateInstruction(elementId=activate)
        request = messages.ModifyProcessInstanceRequest(processInstanceKey=instance, activateInstructions=[instruction])
        await self.stub.ModifyProcessInstance(request)
        return {}

    async def migrate(self, instance: int, target: int, source_id: str, target_id: str):
        mapping = messages.MigrateProcessInstanceRequest.MappingInstruction(
            sourceElementId=source_id, targetElementId=target_id
        )
        plan = messages.MigrateProcessInstanceRequest.MigrationPlan(
            targetProcessDefinitionKey=target, mappingInstructions=[mapping]
        )
        await self.stub.MigrateProcessInstance(
            messages.MigrateProcessInstanceRequest(processInstanceKey=instance, migrationPlan=plan)
        )
        return {}
