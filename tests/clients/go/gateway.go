package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"github.com/camunda/zeebe/clients/go/v8/pkg/commands"
	"github.com/camunda/zeebe/clients/go/v8/pkg/entities"
	"github.com/camunda/zeebe/clients/go/v8/pkg/pb"
	"github.com/camunda/zeebe/clients/go/v8/pkg/worker"
	"github.com/camunda/zeebe/clients/go/v8/pkg/zbc"
)

// Gateway has the calls of the protocol; each gives plain values that are printed as JSON.
type Gateway struct {
	client zbc.Client
	models string
}

func open(address, models string) Gateway {
	client, err := zbc.NewClient(&zbc.ClientConfig{GatewayAddress: address, UsePlaintextConnection: true})
	if err != nil {
		panic(err)
	}
	return Gateway{client, models}
}

func (gateway Gateway) close() { _ = gateway.client.Close() }

func text(value any) string {
	written, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(written)
}

func parsed(text string) any { return json.RawMessage(text) }

func within(timeout time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), timeout)
}

// soon is the time that a call without a time of its own has.
func soon() (context.Context, context.CancelFunc) { return within(20 * time.Second) }

// must passes on what can only fail for a mistake of this program.
func must[Value any](value Value, err error) Value {
	if err != nil {
		panic(err)
	}
	return value
}

func (gateway Gateway) topology() (object, error) {
	ctx, cancel := soon()
	defer cancel()
	seen, err := gateway.client.NewTopologyCommand().Send(ctx)
	if err != nil {
		return nil, err
	}
	brokers := []object{}
	for _, broker := range seen.Brokers {
		partitions := []object{}
		for _, part := range broker.Partitions {
			partitions = append(partitions, object{
				"id": part.PartitionId, "role": part.Role.String(), "health": part.Health.String(),
			})
		}
		brokers = append(brokers, object{"node": broker.NodeId, "version": broker.Version, "partitions": partitions})
	}
	return object{
		"clusterSize": seen.ClusterSize, "partitionsCount": seen.PartitionsCount,
		"replicationFactor": seen.ReplicationFactor, "gatewayVersion": seen.GatewayVersion, "brokers": brokers,
	}, nil
}

func (gateway Gateway) deploy(names ...string) (object, error) {
	ctx, cancel := soon()
	defer cancel()
	command := gateway.client.NewDeployResourceCommand()
	for _, name := range names {
		command.AddResource(must(os.ReadFile(filepath.Join(gateway.models, name))), name)
	}
	deployed, err := command.Send(ctx)
	if err != nil {
		return nil, err
	}
	// Forms and tenants have no place in the types of 8.3.
	processes, decisions, requirements := []object{}, []object{}, []object{}
	for _, one := range deployed.Deployments {
		switch found := one.Metadata.(type) {
		case *pb.Deployment_Process:
			process := found.Process
			processes = append(processes, object{"id": process.BpmnProcessId, "version": process.Version,
				"key": process.ProcessDefinitionKey, "resource": process.ResourceName})
		case *pb.Deployment_Decision:
			decision := found.Decision
			decisions = append(decisions, object{"id": decision.DmnDecisionId, "name": decision.DmnDecisionName,
				"version": decision.Version, "key": decision.DecisionKey, "requirements": decision.DecisionRequirementsKey})
		case *pb.Deployment_DecisionRequirements:
			graph := found.DecisionRequirements
			requirements = append(requirements, object{"id": graph.DmnDecisionRequirementsId,
				"name": graph.DmnDecisionRequirementsName, "version": graph.Version, "key": graph.DecisionRequirementsKey,
				"resource": graph.ResourceName})
		}
	}
	return object{"key": deployed.Key, "processes": processes, "decisions": decisions, "requirements": requirements}, nil
}

// creation is the command that creates an instance; version 0 means the latest one.
func (gateway Gateway) creation(process string, variables object, version int32) commands.CreateInstanceCommandStep3 {
	named := gateway.client.NewCreateInstanceCommand().BPMNProcessId(process)
	if version == 0 {
		return must(named.LatestVersion().VariablesFromMap(variables))
	}
	return must(named.Version(version).VariablesFromMap(variables))
}

func (gateway Gateway) create(process string, variables object, version int32) (object, error) {
	ctx, cancel := soon()
	defer cancel()
	made, err := gateway.creation(process, variables, version).Send(ctx)
	if err != nil {
		return nil, err
	}
	return object{"process": made.BpmnProcessId, "version": made.Version, "definition": made.ProcessDefinitionKey,
		"instance": made.ProcessInstanceKey}, nil
}

func (gateway Gateway) result(process string, variables object, timeout time.Duration, fetch ...string) (object, error) {
	ctx, cancel := within(timeout)
	defer cancel()
	made, err := gateway.creation(process, variables, 0).WithResult().FetchVariables(fetch...).Send(ctx)
	if err != nil {
		return nil, err
	}
	return object{"process": made.BpmnProcessId, "version": made.Version, "variables": parsed(made.Variables)}, nil
}

func (gateway Gateway) activate(jobType string, wait time.Duration, fetch ...string) ([]object, error) {
	ctx, cancel := within(wait)
	defer cancel()
	jobs, err := gateway.client.NewActivateJobsCommand().JobType(jobType).MaxJobsToActivate(1).Timeout(time.Hour).
		WorkerName("walk").FetchVariables(fetch...).Send(ctx)
	if err != nil {
		return nil, err
	}
	found := []object{}
	for _, job := range jobs {
		found = append(found, object{"key": job.Key, "type": job.Type, "instance": job.ProcessInstanceKey,
			"process": job.BpmnProcessId, "version": job.ProcessDefinitionVersion, "definition": job.ProcessDefinitionKey,
			"element": job.ElementId, "elementInstance": job.ElementInstanceKey, "headers": parsed(job.CustomHeaders),
			"worker": job.Worker, "retries": job.Retries, "variables": parsed(job.Variables)})
	}
	return found, nil
}

func (gateway Gateway) complete(key int64, variables object) error {
	ctx, cancel := soon()
	defer cancel()
	_, err := must(gateway.client.NewCompleteJobCommand().JobKey(key).VariablesFromMap(variables)).Send(ctx)
	return err
}

func (gateway Gateway) fail(key int64, retries int32, message string, variables object) error {
	ctx, cancel := soon()
	defer cancel()
	command := gateway.client.NewFailJobCommand().JobKey(key).Retries(retries).ErrorMessage(message)
	_, err := must(command.VariablesFromMap(variables)).Send(ctx)
	return err
}

func (gateway Gateway) throw(key int64, code, message string, variables object) error {
	ctx, cancel := soon()
	defer cancel()
	command := gateway.client.NewThrowErrorCommand().JobKey(key).ErrorCode(code).ErrorMessage(message)
	_, err := must(command.VariablesFromMap(variables)).Send(ctx)
	return err
}

func (gateway Gateway) retries(key int64, retries int32) error {
	ctx, cancel := soon()
	defer cancel()
	_, err := gateway.client.NewUpdateJobRetriesCommand().JobKey(key).Retries(retries).Send(ctx)
	return err
}

func (gateway Gateway) resolve(key int64) error {
	ctx, cancel := soon()
	defer cancel()
	_, err := gateway.client.NewResolveIncidentCommand().IncidentKey(key).Send(ctx)
	return err
}

func (gateway Gateway) set(key int64, variables object, local bool) (object, error) {
	ctx, cancel := soon()
	defer cancel()
	command := must(gateway.client.NewSetVariablesCommand().ElementInstanceKey(key).VariablesFromMap(variables))
	set, err := command.Local(local).Send(ctx)
	if err != nil {
		return nil, err
	}
	return object{"key": set.Key}, nil
}

func (gateway Gateway) publish(id string) (object, error) {
	ctx, cancel := soon()
	defer cancel()
	command := gateway.client.NewPublishMessageCommand().MessageName("paid").CorrelationKey("o-1").
		TimeToLive(10 * time.Minute).MessageId(id)
	published, err := must(command.VariablesFromMap(object{"paid": 12.5})).Send(ctx)
	if err != nil {
		return nil, err
	}
	return object{"key": published.Key}, nil
}

func (gateway Gateway) signal() (object, error) {
	ctx, cancel := soon()
	defer cancel()
	command := gateway.client.NewBroadcastSignalCommand().SignalName("alarm")
	sent, err := must(command.VariablesFromMap(object{"level": 3})).Send(ctx)
	if err != nil {
		return nil, err
	}
	return object{"key": sent.Key}, nil
}

func (gateway Gateway) cancel(key int64) error {
	ctx, cancel := soon()
	defer cancel()
	_, err := gateway.client.NewCancelInstanceCommand().ProcessInstanceKey(key).Send(ctx)
	return err
}

func (gateway Gateway) decide(decision string, variables object) (object, error) {
	ctx, cancel := soon()
	defer cancel()
	command := gateway.client.NewEvaluateDecisionCommand().DecisionId(decision)
	decided, err := must(command.VariablesFromMap(variables)).Send(ctx)
	if err != nil {
		return nil, err
	}
	evaluated := []object{}
	for _, one := range decided.EvaluatedDecisions {
		inputs, rules := []any{}, []any{}
		for _, seen := range one.EvaluatedInputs {
			inputs = append(inputs, []any{seen.InputId, seen.InputName, parsed(seen.InputValue)})
		}
		for _, rule := range one.MatchedRules {
			outputs := []any{}
			for _, out := range rule.EvaluatedOutputs {
				outputs = append(outputs, []any{out.OutputId, out.OutputName, parsed(out.OutputValue)})
			}
			rules = append(rules, []any{rule.RuleId, rule.RuleIndex, outputs})
		}
		evaluated = append(evaluated, object{"key": one.DecisionKey, "id": one.DecisionId, "type": one.DecisionType,
			"output": parsed(one.DecisionOutput), "inputs": inputs, "rules": rules})
	}
	return object{"id": decided.DecisionId, "key": decided.DecisionKey, "version": decided.DecisionVersion,
		"requirements": decided.DecisionRequirementsId, "output": parsed(decided.DecisionOutput),
		"failed": decided.FailedDecisionId, "evaluated": evaluated}, nil
}

// work opens a worker that fails its first try, and gives the tries it saw and the result.
func (gateway Gateway) work() (object, error) {
	seen := []any{}
	opened := gateway.client.NewJobWorker().JobType("echo").Handler(func(client worker.JobClient, job entities.Job) {
		ctx, cancel := soon()
		defer cancel()
		n := must(job.GetVariablesAsMap())["n"].(float64)
		seen = append(seen, []any{job.Retries, n})
		if job.Retries == 3 {
			must(client.NewFailJobCommand().JobKey(job.Key).Retries(2).ErrorMessage("once more").Send(ctx))
			return
		}
		must(must(client.NewCompleteJobCommand().JobKey(job.Key).VariablesFromMap(object{"answer": n + 1})).Send(ctx))
	}).Name("walk").MaxJobsActive(1).Concurrency(1).PollInterval(50 * time.Millisecond).
		RequestTimeout(time.Second).Open()
	defer opened.Close()
	result, err := gateway.result("echo", object{"n": 41}, 20*time.Second)
	if err != nil {
		return nil, err
	}
	return object{"seen": seen, "result": result}, nil
}

func (gateway Gateway) delete(key int64) error {
	ctx, cancel := soon()
	defer cancel()
	_, err := gateway.client.NewDeleteResourceCommand().ResourceKey(key).Send(ctx)
	return err
}
