import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.camunda.zeebe.client.api.worker.JobHandler;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The calls of the protocol with the Java client; each gives plain values that are printed as JSON. */
final class Gateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration HOUR = Duration.ofHours(1);

  private final ZeebeClient client;
  private final Path models;

  @SuppressWarnings("deprecation") // For an http:// address the client still wants to be told that it is plain.
  Gateway(final String address, final String restAddress, final String models) {
    this.models = Path.of(models);
    client =
        ZeebeClient.newClientBuilder()
            .grpcAddress(URI.create("http://" + address))
            .restAddress(URI.create(restAddress))
            .preferRestOverGrpc(false)
            .usePlaintext()
            .applyEnvironmentVariableOverrides(false)
            .defaultRequestTimeout(Duration.ofSeconds(20))
            .build();
  }

  @Override
  public void close() {
    client.close();
  }

  private static Object parsed(final String text) throws Exception {
    return JSON.readTree(text);
  }

  private static Map<String, Object> object(final Object... parts) {
    return Walk.object(parts);
  }

  private static Map<String, Object> nothing(final Object reply) {
    return object();
  }

  Map<String, Object> topology() {
    final var seen = client.newTopologyRequest().send().join();
    final List<Object> brokers = new ArrayList<>();
    for (final var broker : seen.getBrokers()) {
      final List<Object> partitions = new ArrayList<>();
      for (final var part : broker.getPartitions())
        partitions.add(
            object("id", part.getPartitionId(), "role", part.getRole().name(), "health", part.getHealth().name()));
      brokers.add(object("node", broker.getNodeId(), "version", broker.getVersion(), "partitions", partitions));
    }
    return object(
        "clusterSize", seen.getClusterSize(),
        "partitionsCount", seen.getPartitionsCount(),
        "replicationFactor", seen.getReplicationFactor(),
        "gatewayVersion", seen.getGatewayVersion(),
        "brokers", brokers);
  }

  Map<String, Object> deploy(final String... names) throws Exception {
    final var command = client.newDeployResourceCommand();
    var all = command.addResourceBytes(Files.readAllBytes(models.resolve(names[0])), names[0]);
    for (int at = 1; at < names.length; at++)
      all = all.addResourceBytes(Files.readAllBytes(models.resolve(names[at])), names[at]);
    final var done = all.send().join();
    final List<Object> processes = new ArrayList<>();
    for (final var one : done.getProcesses())
      processes.add(
          object(
              "id", one.getBpmnProcessId(),
              "version", one.getVersion(),
              "key", one.getProcessDefinitionKey(),
              "resource", one.getResourceName()));
    final List<Object> decisions = new ArrayList<>();
    for (final var one : done.getDecisions())
      decisions.add(
          object(
              "id", one.getDmnDecisionId(),
              "name", one.getDmnDecisionName(),
              "version", one.getVersion(),
              "key", one.getDecisionKey(),
              "requirements", one.getDecisionRequirementsKey()));
    final List<Object> requirements = new ArrayList<>();
    for (final var one : done.getDecisionRequirements())
      requirements.add(
          object(
              "id", one.getDmnDecisionRequirementsId(),
              "name", one.getDmnDecisionRequirementsName(),
              "version", one.getVersion(),
              "key", one.getDecisionRequirementsKey(),
              "resource", one.getResourceName()));
    final List<Object> forms = new ArrayList<>();
    for (final var one : done.getForm())
      forms.add(
          object(
              "id", one.getFormId(),
              "version", one.getVersion(),
              "key", one.getFormKey(),
              "resource", one.getResourceName()));
    return object(
        "key", done.getKey(),
        "processes", processes,
        "decisions", decisions,
        "requirements", requirements,
        "forms", forms);
  }

  /** Version -1 means the latest one. */
  Map<String, Object> create(final String process, final Map<String, Object> variables, final int version) {
    final var made =
        client.newCreateInstanceCommand().bpmnProcessId(process).version(version).variables(variables).send().join();
    return object(
        "process", made.getBpmnProcessId(),
        "version", made.getVersion(),
        "definition", made.getProcessDefinitionKey(),
        "instance", made.getProcessInstanceKey());
  }

  Map<String, Object> result(
      final String process, final Map<String, Object> variables, final Duration timeout, final String... fetch)
      throws Exception {
    final var made =
        client
            .newCreateInstanceCommand()
            .bpmnProcessId(process)
            .latestVersion()
            .variables(variables)
            .withResult()
            .fetchVariables(fetch)
            .requestTimeout(timeout)
            .send()
            .join();
    return object(
        "process", made.getBpmnProcessId(),
        "version", made.getVersion(),
        "variables", parsed(made.getVariables()));
  }

  private static Map<String, Object> plain(final ActivatedJob job) throws Exception {
    return object(
        "key", job.getKey(),
        "type", job.getType(),
        "instance", job.getProcessInstanceKey(),
        "process", job.getBpmnProcessId(),
        "version", job.getProcessDefinitionVersion(),
        "definition", job.getProcessDefinitionKey(),
        "element", job.getElementId(),
        "elementInstance", job.getElementInstanceKey(),
        "headers", job.getCustomHeaders(),
        "worker", job.getWorker(),
        "retries", job.getRetries(),
        "variables", parsed(job.getVariables()),
        "tenant", job.getTenantId());
  }

  List<Map<String, Object>> activate(final String type, final Duration wait, final String... fetch) throws Exception {
    final var reply =
        client
            .newActivateJobsCommand()
            .jobType(type)
            .maxJobsToActivate(1)
            .workerName("walk")
            .timeout(HOUR)
            .fetchVariables(fetch)
            .requestTimeout(wait)
            .send()
            .join();
    final List<Map<String, Object>> jobs = new ArrayList<>();
    for (final var job : reply.getJobs()) jobs.add(plain(job));
    return jobs;
  }

  Map<String, Object> complete(final long key, final Map<String, Object> variables) {
    return nothing(client.newCompleteCommand(key).variables(variables).send().join());
  }

  Map<String, Object> fail(
      final long key, final int retries, final String message, final Map<String, Object> variables) {
    return nothing(
        client.newFailCommand(key).retries(retries).errorMessage(message).variables(variables).send().join());
  }

  Map<String, Object> throwError(
      final long key, final String code, final String message, final Map<String, Object> variables) {
    return nothing(
        client.newThrowErrorCommand(key).errorCode(code).errorMessage(message).variables(variables).send().join());
  }

  Map<String, Object> retries(final long key, final int retries) {
    return nothing(client.newUpdateRetriesCommand(key).retries(retries).send().join());
  }

  Map<String, Object> resolve(final long key) {
    return nothing(client.newResolveIncidentCommand(key).send().join());
  }

  Map<String, Object> set(final long key, final Map<String, Object> variables, final boolean local) {
    return object("key", client.newSetVariablesCommand(key).variables(variables).local(local).send().join().getKey());
  }

  Map<String, Object> publish(final String id) {
    final var done =
        client
            .newPublishMessageCommand()
            .messageName("paid")
            .correlationKey("o-1")
            .messageId(id)
            .timeToLive(Duration.ofMinutes(10))
            .variables(object("paid", 12.5))
            .send()
            .join();
    return object("key", done.getMessageKey(), "tenant", done.getTenantId());
  }

  Map<String, Object> signal() {
    final var done = client.newBroadcastSignalCommand().signalName("alarm").variables(object("level", 3)).send().join();
    return object("key", done.getKey(), "tenant", done.getTenantId());
  }

  Map<String, Object> cancel(final long key) {
    return nothing(client.newCancelInstanceCommand(key).send().join());
  }

  Map<String, Object> decide(final String decision, final Map<String, Object> variables) throws Exception {
    final var done = client.newEvaluateDecisionCommand().decisionId(decision).variables(variables).send().join();
    final List<Object> evaluated = new ArrayList<>();
    for (final var one : done.getEvaluatedDecisions()) {
      final List<Object> inputs = new ArrayList<>();
      for (final var seen : one.getEvaluatedInputs())
        inputs.add(List.of(seen.getInputId(), seen.getInputName(), parsed(seen.getInputValue())));
      final List<Object> rules = new ArrayList<>();
      for (final var rule : one.getMatchedRules()) {
        final List<Object> outputs = new ArrayList<>();
        for (final var out : rule.getEvaluatedOutputs())
          outputs.add(List.of(out.getOutputId(), out.getOutputName(), parsed(out.getOutputValue())));
        rules.add(List.of(rule.getRuleId(), rule.getRuleIndex(), outputs));
      }
      evaluated.add(
          object(
              "key", one.getDecisionKey(),
              "id", one.getDecisionId(),
              "type", one.getDecisionType(),
              "output", parsed(one.getDecisionOutput()),
              "inputs", inputs,
              "rules", rules));
    }
    return object(
        "id", done.getDecisionId(),
        "key", done.getDecisionKey(),
        "version", done.getDecisionVersion(),
        "requirements", done.getDecisionRequirementsId(),
        "output", parsed(done.getDecisionOutput()),
        "failed", done.getFailedDecisionId(),
        "evaluated", evaluated);
  }

  /** A worker that fails its first try; the tries it saw and the result. */
  Map<String, Object> work(final boolean stream) throws Exception {
    final String kind = stream ? "pushed" : "echo";
    final List<Object> seen = Collections.synchronizedList(new ArrayList<>());
    final JobHandler handler =
        (jobs, job) -> {
          final int n = (int) job.getVariablesAsMap().get("n");
          seen.add(List.of(job.getRetries(), n));
          if (job.getRetries() == 3) jobs.newFailCommand(job).retries(2).errorMessage("once more").send().join();
          else jobs.newCompleteCommand(job).variables(object("answer", n + 1)).send().join();
        };
    try (var worker =
        client
            .newWorker()
            .jobType(kind)
            .handler(handler)
            .name("walk")
            .pollInterval(Duration.ofMillis(50))
            .requestTimeout(Duration.ofSeconds(1))
            .streamEnabled(stream)
            .open()) {
      return object("seen", seen, "result", result(kind, object("n", 41), Duration.ofSeconds(20)));
    }
  }

  Map<String, Object> delete(final long key) {
    return nothing(client.newDeleteResourceCommand(key).send().join());
  }

  Map<String, Object> jobTimeout(final long key, final Duration timeout) {
    return nothing(client.newUpdateTimeoutCommand(key).timeout(timeout).send().join());
  }

  Map<String, Object> modify(final long instance, final String element) {
    return nothing(client.newModifyProcessInstanceCommand(instance).activateElement(element).send().join());
  }

  Map<String, Object> migrate(final long instance, final long target, final String from, final String to) {
    return nothing(
        client
            .newMigrateProcessInstanceCommand(instance)
            .migrationPlan(target)
            .addMappingInstruction(from, to)
            .send()
            .join());
  }

  UserTasks userTasks() {
    return new UserTasks(client);
  }
}
