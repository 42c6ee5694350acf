package dev.brume.lambda.mapping;

import dev.brume.core.effect.Outbox;
import dev.brume.core.error.AwsError;
import dev.brume.core.id.Ids;
import dev.brume.core.port.Ports;
import dev.brume.core.port.QueueMessage;
import dev.brume.core.port.QueueSource;
import dev.brume.core.port.Wakeup;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.Timeline;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.engine.EventSourceMappingRecord;
import dev.brume.lambda.invoke.FunctionInvoker;
import dev.brume.lambda.invoke.FunctionInvoker.Admission;
import dev.brume.lambda.runtime.Invocation;
import dev.brume.lambda.runtime.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Polls queues and calls functions with their messages. Nothing is stored: received messages become
 * visible again after their visibility timeout.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">Lambda
 *     scaling with SQS</a>
 */
public final class QueuePollers {
  /** "Lambda begins by reading up to five batches". */
  private static final int DEFAULT_CONCURRENCY = 5;

  /** The delay before a throttled function is called again. */
  private static final long THROTTLE_MILLIS = 5_000;

  private static final String REPORTS = "ReportBatchItemFailures";

  private final FunctionFinder finder;
  private final FunctionInvoker invoker;
  private final Ports ports;
  private final Outbox outbox;
  private final Timeline timeline;
  private final Ids ids;
  private final Map<Key, Poller> pollers = new HashMap<>();

  private record Key(Scope scope, String uuid) {}

  /** The state of an active mapping. */
  private static final class Poller {
    private Wakeup wakeup;
    private boolean armed;
    private int underWay;
  }

  /**
   * @param finder finds mappings and functions
   * @param invoker calls functions
   * @param ports provide queues
   * @param outbox runs effects
   * @param timeline times the windows
   * @param ids generates the ids of calls
   */
  public QueuePollers(
      FunctionFinder finder,
      FunctionInvoker invoker,
      Ports ports,
      Outbox outbox,
      Timeline timeline,
      Ids ids) {
    this.finder = finder;
    this.invoker = invoker;
    this.ports = ports;
    this.outbox = outbox;
    this.timeline = timeline;
    this.ids = ids;
  }

  /** Starts a mapping; does nothing if it is running. */
  public void arm(Scope scope, String uuid) {
    EventSourceMappingRecord mapping = finder.region(scope).mappings().get(uuid);
    Arn queue =
        mapping == null || mapping.sourceArn() == null || mapping.stream() != null
            ? null
            : Arn.parse(mapping.sourceArn()).orElse(null);
    QueueSource queues = ports.look(QueueSource.class).orElse(null);
    if (queue == null || queues == null || !mapping.enabled() || !queues.exists(queue)) {
      return;
    }
    Key key = new Key(scope, uuid);
    synchronized (this) {
      Poller poller = pollers.computeIfAbsent(key, none -> new Poller());
      if (poller.armed || poller.underWay >= concurrency(mapping)) {
        return;
      }
      poller.armed = true;
    }
    Wakeup wakeup = queues.onAvailable(queue, () -> outbox.later(() -> gather(key)));
    synchronized (this) {
      pollers.computeIfAbsent(key, none -> new Poller()).wakeup = wakeup;
    }
  }

  private static int concurrency(EventSourceMappingRecord mapping) {
    return mapping.maxConcurrency() == null ? DEFAULT_CONCURRENCY : mapping.maxConcurrency();
  }

  /** The state of a scope has been replaced. */
  public synchronized void forget(Scope scope) {
    pollers
        .entrySet()
        .removeIf(
            entry -> {
              boolean matches = entry.getKey().scope().equals(scope);
              if (matches && entry.getValue().wakeup != null) {
                entry.getValue().wakeup.close();
              }
              return matches;
            });
  }

  /** A message is available: waits for more, or receives it. */
  private void gather(Key key) {
    EventSourceMappingRecord mapping = finder.region(key.scope()).mappings().get(key.uuid());
    if (mapping != null && mapping.windowSeconds() > 0) {
      timeline.schedule(
          key, timeline.nowMillis() + mapping.windowSeconds() * 1000L, () -> poll(key));
    } else {
      poll(key);
    }
  }

  private void poll(Key key) {
    EventSourceMappingRecord mapping = finder.region(key.scope()).mappings().get(key.uuid());
    synchronized (this) {
      Poller poller = pollers.get(key);
      if (poller == null || mapping == null || !mapping.enabled()) {
        pollers.remove(key);
        return;
      }
      poller.armed = false;
    }
    Found found =
        finder.findOrNull(
            new FunctionReference(key.scope(), mapping.function(), mapping.qualifier()));
    if (found == null) {
      return;
    }
    Admission admission;
    try {
      admission = invoker.admit(found);
    } catch (AwsError throttled) {
      timeline.schedule(
          key, timeline.nowMillis() + THROTTLE_MILLIS, () -> arm(key.scope(), key.uuid()));
      return;
    }
    List<QueueMessage> wanted = take(mapping);
    if (wanted.isEmpty()) {
      invoker.giveUp(admission);
      arm(key.scope(), key.uuid());
      return;
    }
    call(key, found, admission, wanted);
    arm(key.scope(), key.uuid());
  }

  /** Receives messages; those that no filter matches are deleted. */
  private List<QueueMessage> take(EventSourceMappingRecord mapping) {
    Arn queue = Arn.parse(mapping.sourceArn()).orElseThrow();
    QueueSource queues = ports.find(QueueSource.class);
    List<QueueMessage> wanted = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try {
      for (QueueMessage message : queues.receive(queue, mapping.batchSize(), null)) {
        if (QueueEvents.matches(mapping.filters(), queue, message)) {
          wanted.add(message);
        } else {
          others.add(message.receiptHandle());
        }
      }
      if (!others.isEmpty()) {
        queues.delete(queue, others);
      }
    } catch (AwsError gone) {
      return List.of();
    }
    return wanted;
  }

  private void call(Key key, Found found, Admission admission, List<QueueMessage> messages) {
    EventSourceMappingRecord mapping = finder.region(key.scope()).mappings().get(key.uuid());
    Arn queue = Arn.parse(mapping.sourceArn()).orElseThrow();
    Poller poller;
    synchronized (this) {
      poller = pollers.computeIfAbsent(key, none -> new Poller());
      poller.underWay++;
    }
    Invocation invocation =
        Invocation.whole(
            ids.uuid(),
            found.arn(),
            QueueEvents.event(queue, messages, mapping.windowSeconds() > 0)
                .getBytes(StandardCharsets.UTF_8),
            null,
            null);
    CompletableFuture<InvocationResult> answer = invoker.call(admission, invocation);
    long generation = outbox.generation();
    outbox.await(
        answer,
        () -> {
          synchronized (this) {
            poller.underWay--;
          }
          boolean isSameState = outbox.generation() == generation;
          if (!isSameState || settle(mapping, messages, answer)) {
            arm(key.scope(), key.uuid());
          }
        });
  }

  /**
   * Deletes processed messages; the others become visible again. Returns whether the queue still
   * exists.
   */
  private boolean settle(
      EventSourceMappingRecord mapping,
      List<QueueMessage> messages,
      CompletableFuture<InvocationResult> answer) {
    if (!answer.isCompletedExceptionally() && !answer.join().failure()) {
      Map<String, String> receipts = new LinkedHashMap<>();
      messages.forEach(message -> receipts.put(message.messageId(), message.receiptHandle()));
      Set<String> failed =
          mapping.responseTypes().contains(REPORTS)
              ? QueueEvents.failed(
                  new String(answer.join().payload(), StandardCharsets.UTF_8), receipts.keySet())
              : Set.of();
      List<String> done = QueueEvents.receipts(receipts, failed);
      try {
        if (!done.isEmpty()) {
          ports.find(QueueSource.class).delete(Arn.parse(mapping.sourceArn()).orElseThrow(), done);
        }
      } catch (AwsError gone) {
        return false;
      }
    }
    return true;
  }
}
