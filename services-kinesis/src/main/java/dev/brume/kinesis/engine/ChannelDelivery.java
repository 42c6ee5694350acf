package dev.brume.kinesis.engine;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.LogTarget;
import dev.brume.core.port.ObjectAttributes;
import dev.brume.core.port.ObjectListing;
import dev.brume.core.port.ObjectTarget;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Delivers the records of a channel to its bucket. What S3 refuses is tried again until the records
 * expire; a try that a crash cuts off is repeated under the same keys, so that nothing is doubled.
 */
public final class ChannelDelivery implements TaskHandler<ChannelBatch> {
  /** The principal of Kinesis. */
  public static final String SERVICE = "kinesis.amazonaws.com";

  private static final String PUT_OBJECT = "s3:PutObject";
  private static final CompletionStage<TaskOutcome> DONE =
      CompletableFuture.completedFuture(TaskOutcome.DONE);
  private static final CompletionStage<TaskOutcome> RETRY =
      CompletableFuture.completedFuture(TaskOutcome.RETRY);

  private final StreamChannel channel;
  private final Scope scope;
  private final Surroundings surroundings;

  ChannelDelivery(StreamChannel channel, Scope scope, Surroundings surroundings) {
    this.channel = channel;
    this.scope = scope;
    this.surroundings = surroundings;
  }

  /**
   * Why a channel can't deliver as it is set up; null where it can. In words of our own: AWS's are
   * not documented.
   */
  static String fault(ChannelState state, Scope scope, Surroundings surroundings) {
    ObjectListing buckets = surroundings.ports().look(ObjectListing.class).orElse(null);
    if (buckets == null) {
      return "Amazon S3 is not among the services that are offered.";
    }
    ChannelDestination to = state.destination();
    try {
      buckets.list(new Scope(to.bucketOwner(), scope.region()), to.bucket(), state.id());
      buckets.list(new Scope(to.deadBucketOwner(), scope.region()), to.deadBucket(), state.id());
      inRole(state.roleArn(), state.name(), surroundings.authorizer());
      return null;
    } catch (AwsError refusal) {
      return refusal.code() + ": " + refusal.getMessage();
    }
  }

  /** Kinesis in the role that was passed to it; null where nobody asks who does what. */
  private static CallerIdentity inRole(String roleArn, String name, Authorizer authorizer) {
    return authorizer.mode() == Authorizer.Mode.OFF
        ? null
        : authorizer.callers().assume(roleArn, SERVICE, name);
  }

  @Override
  public CompletionStage<TaskOutcome> run(Task<ChannelBatch> task) {
    if (!channel.delivers()) {
      return DONE;
    }
    ChannelSlice slice = channel.slice();
    if (slice.records().isEmpty()) {
      channel.delivered(slice);
      return DONE;
    }
    ObjectTarget target = surroundings.ports().look(ObjectTarget.class).orElse(null);
    if (target == null) {
      return RETRY;
    }
    ChannelObjects objects =
        new ChannelObjects(channel.state(), channel.stream().arn(), task.payload().dueMillis());
    CompletableFuture<List<ChannelObjects.Made>> made =
        CompletableFuture.supplyAsync(() -> objects.of(slice.records()), surroundings.background());
    return task.then(
        made,
        all -> {
          log(objects.faults());
          return put(task, target, new ArrayDeque<>(all.join()), slice);
        });
  }

  private CompletionStage<TaskOutcome> put(
      Task<ChannelBatch> task,
      ObjectTarget target,
      Deque<ChannelObjects.Made> objects,
      ChannelSlice slice) {
    ChannelObjects.Made object = objects.poll();
    if (object == null) {
      channel.delivered(slice);
      return DONE;
    }
    return task.then(
        put(target, object),
        stored ->
            stored.isCompletedExceptionally()
                ? refused(object, stored)
                : put(task, target, objects, slice));
  }

  private CompletionStage<String> put(ObjectTarget target, ChannelObjects.Made object) {
    ChannelState state = channel.state();
    try {
      requireAllowed(state, object);
    } catch (AwsError refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
    return target.put(
        scope,
        object.bucket(),
        object.key(),
        object.content(),
        new ObjectAttributes(
            null, object.storageClass(), null, state.encryptionKey(), object.owner()));
  }

  private void requireAllowed(ChannelState state, ChannelObjects.Made object) {
    Authorizer authorizer = surroundings.authorizer();
    CallerIdentity role = inRole(state.roleArn(), state.name(), authorizer);
    if (role == null) {
      return;
    }
    String arn =
        new Arn(scope.partition(), "s3", "", "", object.bucket() + "/" + object.key()).toString();
    AccessQuery query = new AccessQuery(PUT_OBJECT, AccessTarget.of(arn, scope.account()));
    if (!authorizer.admits(role, query)) {
      throw AwsError.client(
          "AccessDenied", 403, state.roleArn() + " is not allowed " + PUT_OBJECT + " on " + arn);
    }
  }

  private CompletionStage<TaskOutcome> refused(
      ChannelObjects.Made object, CompletableFuture<String> stored) {
    Throwable why = stored.handle((tag, failure) -> failure).join();
    Throwable cause = why instanceof CompletionException ? why.getCause() : why;
    if (!(cause instanceof AwsError refusal)) {
      return CompletableFuture.failedFuture(cause);
    }
    log(
        List.of(
            JsonObjectText.of(
                json ->
                    json.member("channelName", channel.name())
                        .member("destination", object.bucket() + "/" + object.key())
                        .member("errorCode", refusal.code())
                        .member("errorMessage", refusal.getMessage()))));
    return RETRY;
  }

  private void log(List<String> messages) {
    ChannelLogging to = channel.state().logging();
    if (to.enabled() && !messages.isEmpty()) {
      LogTarget.of(surroundings.ports()).write(scope, to.group(), to.stream(), messages);
    }
  }
}
