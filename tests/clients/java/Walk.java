import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks through a gateway of the Zeebe protocol with the Java client and prints what it sees, a line of JSON for each
 * step: {@code Walk HOST:PORT FOLDER_OF_MODELS URL_OF_RECORDS URL_OF_REST}. The programs in the other languages take the
 * same steps and print the same lines.
 */
public final class Walk {
  private static final String[] RESOURCES = {
    "order.bpmn", "sum.bpmn", "echo.bpmn", "pushed.bpmn", "late.bpmn", "alarm.bpmn", "ask.bpmn", "discount.dmn",
    "question.form"
  };

  /** A key of the first partition that nothing has. */
  private static final long UNKNOWN = 2_251_799_813_699_999L;

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private final Gateway gateway;
  private final String records;

  private Walk(final Gateway gateway, final String records) {
    this.gateway = gateway;
    this.records = records;
  }

  private interface Call<T> {
    T run() throws Exception;
  }

  /** An object of names and values in turn; values may be null. */
  static Map<String, Object> object(final Object... parts) {
    final Map<String, Object> made = new LinkedHashMap<>();
    for (int at = 0; at < parts.length; at += 2) made.put((String) parts[at], parts[at + 1]);
    return made;
  }

  private static void print(final String step, final String part, final Object value) throws Exception {
    OUT.println(JSON.writeValueAsString(object("step", step, part, value)));
  }

  /** Prints what a call gives or how it is refused; returns its value. */
  private static <T> T step(final String name, final Call<T> call) throws Exception {
    try {
      final T value = call.run();
      print(name, "value", value);
      return value;
    } catch (final ClientStatusException refused) {
      final var status = refused.getStatus();
      print(name, "error", object("code", status.getCode().name(), "text", status.getDescription()));
      return null;
    }
  }

  private long next(final String what) throws Exception {
    final var request = HttpRequest.newBuilder(URI.create(records + "/" + what)).build();
    return Long.parseLong(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** Activates one job, waited for; its key. */
  private long nextJob(final String name, final String type, final String... fetch) throws Exception {
    return (long) step(name, () -> gateway.activate(type, SOON, fetch)).get(0).get("key");
  }

  private Map<String, Object> begin() throws Exception {
    step("topology", gateway::topology);
    final var deployed = step("deploy", () -> gateway.deploy(RESOURCES));
    step("deploy again", () -> gateway.deploy(RESOURCES));
    step("deploy what is invalid", () -> gateway.deploy("broken.bpmn", "discount.dmn", "note.txt"));
    step("result", () -> gateway.result("sum", object("x", 2, "y", 0.5), SOON));
    step("result, one variable", () -> gateway.result("sum", object("x", 2, "y", 0.5), SOON, "z"));
    try {
      gateway.result("late", object(), Duration.ofMillis(500));
    } catch (final ClientStatusException late) {
      print("result too late", "error", object("code", late.getStatusCode().name()));
    }
    step("create unknown", () -> gateway.create("nowhere", object(), -1));
    step("create a version that is not", () -> gateway.create("order", object(), 7));
    return deployed;
  }

  private void incidents() throws Exception {
    final var items = Arrays.asList(1, object("a", null));
    step("create", () -> gateway.create("order", object("orderId", "o-1", "items", items, "备注", "泉衡"), -1));
    step("activate nothing", () -> gateway.activate("nothing", Duration.ofSeconds(2)));
    final long first = nextJob("activate", "pack");
    step("fail", () -> gateway.fail(first, 2, "打包机坏了", object("tries", 1)));
    final long job = nextJob("activate after failure", "pack", "orderId", "tries");
    step("fail for good", () -> gateway.fail(job, 0, "no more", object()));
    final long incident = next("incident");
    step("resolve without retries", () -> gateway.resolve(incident));
    step("retries", () -> gateway.retries(job, 1));
    step("retries of an unknown job", () -> gateway.retries(UNKNOWN, 1));
    step("resolve", () -> gateway.resolve(incident));
    step("resolve twice", () -> gateway.resolve(incident));
    final long again = nextJob("activate after the incident", "pack", "orderId");
    step("complete", () -> gateway.complete(again, object("packed", true)));
    step("complete twice", () -> gateway.complete(again, object()));
  }

  private void messagesAndErrors() throws Exception {
    step("publish", () -> gateway.publish("m-1"));
    step("publish twice", () -> gateway.publish("m-1"));
    final long ship = nextJob("activate after the message", "ship");
    step("complete after the message", () -> gateway.complete(ship, object()));
    step("create for an error", () -> gateway.create("order", object("orderId", "o-2"), -1));
    final long pack = nextJob("activate for an error", "pack");
    step("throw an error", () -> gateway.throwError(pack, "broken", "dropped", object("why", "落地")));
    final long repair = nextJob("activate behind the error", "repair");
    step("complete behind the error", () -> gateway.complete(repair, object()));
    final var made = step("create for an unknown error", () -> gateway.create("order", object("orderId", "o-3"), -1));
    final long instance = (long) made.get("instance");
    final long other = nextJob("activate for an unknown error", "pack");
    step("throw an unknown error", () -> gateway.throwError(other, "other", "never seen", object()));
    final long incident = next("incident");
    step("set variables", () -> gateway.set(instance, object("orderId", "o-3b", "list", List.of()), false));
    step("set variables of nothing", () -> gateway.set(UNKNOWN, object("a", 1), true));
    step("resolve the unknown error", () -> gateway.resolve(incident));
    final long job = nextJob("activate after the unknown error", "pack");
    step("cancel", () -> gateway.cancel(instance));
    step("cancel twice", () -> gateway.cancel(instance));
    step("complete what was cancelled", () -> gateway.complete(job, object()));
  }

  private void theRest() throws Exception {
    step("decide", () -> gateway.decide("discount", object("amount", 1200, "kind", "new")));
    step("decide otherwise", () -> gateway.decide("discount", object("amount", 1200.5, "kind", null)));
    step("decide what is unknown", () -> gateway.decide("nothing", object()));
    step("signal", gateway::signal);
    final long job = nextJob("activate behind the signal", "alarm");
    step("complete behind the signal", () -> gateway.complete(job, object()));
    step("work", () -> gateway.work(false));
    step("work on a stream", () -> gateway.work(true));
  }

  /** Calls that not every client has. */
  @SuppressWarnings("unchecked")
  private void repairs(final Map<String, Object> deployed) throws Exception {
    final Map<String, Long> keys = new HashMap<>();
    for (final var process : (List<Map<String, Object>>) deployed.get("processes"))
      keys.put((String) process.get("id"), (Long) process.get("key"));
    final long instance = (long) step("create for repairs", () -> gateway.create("ask", object(), -1)).get("instance");
    step("delete", () -> gateway.delete(keys.get("sum")));
    step("create what was deleted", () -> gateway.create("sum", object(), -1));
    step("delete what is unknown", () -> gateway.delete(UNKNOWN));
    step("modify", () -> gateway.modify(instance, "wait"));
    step("modify an unknown element", () -> gateway.modify(instance, "nowhere"));
    step("migrate to another kind", () -> gateway.migrate(instance, keys.get("echo"), "wait", "work"));
    final long late = nextJob("activate the late one", "late");
    step("timeout of a job", () -> gateway.jobTimeout(late, Duration.ofHours(1)));
    step("timeout of an unknown job", () -> gateway.jobTimeout(UNKNOWN, Duration.ofHours(1)));
  }

  /** Commands that the client sends to the REST address. */
  private void userTasks() throws Exception {
    final UserTasks tasks = gateway.userTasks();
    step("deploy a user task", () -> gateway.deploy("review.bpmn"));
    step("create a user task", () -> gateway.create("review", object(), -1));
    final long task = next("user-task");
    step("assign", () -> tasks.assign(task, "zhang"));
    step("assign what is assigned", () -> tasks.assign(task, "li"));
    step("unassign", () -> tasks.unassign(task));
    step("complete the task", () -> tasks.complete(task, object("approved", true)));
    step("complete the task twice", () -> tasks.complete(task, object()));
  }

  public static void main(final String[] args) throws Exception {
    try (Gateway gateway = new Gateway(args[0], args[3], args[1])) {
      final Walk walk = new Walk(gateway, args[2]);
      final var deployed = walk.begin();
      walk.incidents();
      walk.messagesAndErrors();
      walk.theRest();
      walk.repairs(deployed);
      walk.userTasks();
    }
  }
}
