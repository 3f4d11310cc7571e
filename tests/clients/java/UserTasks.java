import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.ProblemException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** The commands of user tasks, which the Java client sends to the REST address. */
record UserTasks(ZeebeClient client) {

  /** A call to the REST address; how it was refused where it was. */
  private static Map<String, Object> rest(final Future<?> call) throws Exception {
    try {
      call.get();
      return Walk.object();
    } catch (final ExecutionException failed) {
      if (!(failed.getCause() instanceof ProblemException refused)) throw failed;
      final var problem = refused.details();
      return Walk.object("status", problem.getStatus(), "title", problem.getTitle(), "detail", problem.getDetail());
    }
  }

  Map<String, Object> assign(final long task, final String who) throws Exception {
    return rest(client.newUserTaskAssignCommand(task).assignee(who).allowOverride(false).send().toCompletableFuture());
  }

  Map<String, Object> unassign(final long task) throws Exception {
    return rest(client.newUserTaskUnassignCommand(task).send().toCompletableFuture());
  }

  Map<String, Object> complete(final long task, final Map<String, Object> variables) throws Exception {
    return rest(client.newUserTaskCompleteCommand(task).variables(variables).send().toCompletableFuture());
  }
}
