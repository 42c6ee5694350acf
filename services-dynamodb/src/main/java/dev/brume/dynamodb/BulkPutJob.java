package dev.brume.dynamodb;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.ObjectListing;
import dev.brume.core.port.ObjectTarget;
import dev.brume.core.task.TaskOutcome;
import dev.brume.dynamodb.engine.BulkPutProgress;
import dev.brume.dynamodb.engine.BulkPutRecord;
import dev.brume.dynamodb.engine.ConditionFailed;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.ItemWrite;
import dev.brume.dynamodb.engine.KeyCheck;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.RequestExpressions;
import dev.brume.dynamodb.item.ItemSize;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.transfer.InputRecord;
import dev.brume.dynamodb.transfer.ItemTexts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Writes the items of objects in S3 to a table that is there, and reports those that it could not
 * write. One object is done after the other; after a crash it goes on with the object that it was
 * at, from that object's beginning.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/BulkPutItems.Requesting.html">Running
 *     a bulk put items operation</a>
 */
final class BulkPutJob {
  /** So many items are written in one section. */
  private static final int BATCH = 256;

  /** "Each operation supports up to 50,000 S3 objects, and each object can be up to 5 GB." */
  private static final int MAX_OBJECTS = 50_000;

  private static final long MAX_OBJECT_BYTES = 5L << 30;
  private static final String CONDITION = "ConditionExpression";

  private final Surroundings surroundings;
  private final StoreSection section;
  private final DynamoDbRegion region;
  private final BulkPutRecord started;
  private final InputObjects input;

  /** Ends the work early: somebody has asked for that, or it can't go on. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient UnaryOperator<BulkPutProgress> end;

    Stopped(UnaryOperator<BulkPutProgress> end) {
      super("stopped", null, false, false);
      this.end = end;
    }
  }

  BulkPutJob(Surroundings surroundings, DynamoDbRegion region, BulkPutRecord started) {
    this.surroundings = surroundings;
    this.region = region;
    this.started = started;
    section = new StoreSection(surroundings.store(), surroundings.outbox());
    input =
        new InputObjects(
            surroundings, region.scope(), started.input(), started.compression(), section);
  }

  /** Does it; to be called in a section of the store. */
  CompletionStage<TaskOutcome> run() {
    List<ObjectListing.Listed> objects;
    try {
      table();
      objects = objects();
    } catch (AwsError | Stopped end) {
      return CompletableFuture.completedFuture(ended(end));
    }
    CompletionStage<Void> chain = CompletableFuture.completedFuture(null);
    for (int i = started.progress().objects(); i < objects.size(); i++) {
      ObjectListing.Listed object = objects.get(i);
      int number = i;
      chain =
          chain
              .thenApplyAsync(nothing -> put(object.key()), surroundings.background())
              .thenCompose(report -> reported(report, number, object.sizeBytes()));
    }
    return chain.thenCompose(nothing -> completed()).handle((done, failure) -> ended(failure));
  }

  private Stopped failed(String code, String message) {
    return new Stopped(progress -> progress.failed(now(), code, message));
  }

  private long now() {
    return surroundings.timeline().nowMillis();
  }

  /** The table, as long as it is there and nobody has asked to stop. */
  private ItemTable table() {
    BulkPutRecord known = region.transfers().bulkPut(started.id());
    if (known == null || known.progress().isOver() || known.progress().isCancelling()) {
      throw new Stopped(progress -> progress.cancelled(now()));
    }
    ItemTable table = region.find(started.tableName());
    if (table == null || !table.record().id().equals(started.tableId())) {
      throw failed("TableNotFound", "The table is not there any more");
    }
    return table;
  }

  /** The codes of what goes wrong in S3 are those of imports; AWS's page has none. */
  private List<ObjectListing.Listed> objects() {
    List<ObjectListing.Listed> objects = input.list();
    if (objects.isEmpty()) {
      throw failed("S3NoSuchKey", "There is no object with the prefix in the bucket");
    }
    if (objects.size() > MAX_OBJECTS) {
      throw failed("InputLimitExceeded", "There are more than " + MAX_OBJECTS + " input objects");
    }
    for (ObjectListing.Listed object : objects) {
      if (object.sizeBytes() > MAX_OBJECT_BYTES) {
        throw failed("InputLimitExceeded", "An input object is too big: " + object.key());
      }
    }
    // A report that has nowhere to go is found out before anything is written.
    surroundings
        .ports()
        .find(ObjectListing.class)
        .list(
            region.scope(),
            started.output().bucket(),
            started.output().keyPrefix() + started.id(),
            started.output().owner());
    long bytes = objects.stream().mapToLong(ObjectListing.Listed::sizeBytes).sum();
    region.transfers().progress(started.id(), progress -> progress.of(bytes));
    return objects;
  }

  // ---------------------------------------------------------------------------- an object

  private BulkPutReport put(String key) {
    BulkPutReport report = new BulkPutReport(started, key);
    String text;
    try {
      text = InputObjects.text(input.decompressed(input.stored(key)));
    } catch (IOException unreadable) {
      report.failed(unreadable.getMessage(), null);
      return report;
    }
    List<InputRecord> batch = new ArrayList<>(BATCH);
    ItemTexts.conditional(started.format())
        .read(
            text,
            new ItemTexts.Sink() {
              @Override
              public void item(InputRecord read) {
                batch.add(read);
                if (batch.size() == BATCH) {
                  write(batch, report);
                }
              }

              @Override
              public void failure(String reason) {
                write(batch, report); // the report is in the order of the records
                report.failed(reason, null);
              }
            });
    write(batch, report);
    return report;
  }

  private void write(List<InputRecord> batch, BulkPutReport report) {
    if (!batch.isEmpty()) {
      section.run(
          () -> {
            ItemTable table = table();
            batch.forEach(read -> write(table, read, report));
          });
      batch.clear();
    }
  }

  private static void write(ItemTable table, InputRecord read, BulkPutReport report) {
    ItemValue item = read.item();
    try {
      if (item.sizeBytes() > ItemSize.MAX_ITEM_BYTES) {
        throw Validation.error("Item size has exceeded the maximum allowed size");
      }
      RequestExpressions expressions = RequestExpressions.of(read.names(), read.values());
      BooleanExpression condition = expressions.condition(CONDITION, read.condition());
      expressions.checkAllUsed();
      KeyCheck.checkItem(table.record(), item);
      KeyPaths.check(table.record(), condition);
      table.load(new ItemWrite(ItemWrite.Kind.PUT, item, item, null, condition));
      report.written();
    } catch (ConditionFailed unmet) {
      report.unmet(item, unmet.item());
    } catch (AwsError refusal) {
      report.failed(refusal.getMessage(), item);
    }
  }

  private CompletionStage<Void> reported(BulkPutReport report, int number, long objectBytes) {
    CompletionStage<Void> chain = CompletableFuture.completedFuture(null);
    for (BulkPutReport.Part part : report.parts(number)) {
      chain = chain.thenCompose(nothing -> output(part));
    }
    return chain.thenAccept(
        nothing ->
            section.run(
                () ->
                    region
                        .transfers()
                        .progress(started.id(), progress -> report.addTo(progress, objectBytes))));
  }

  private CompletionStage<Void> output(BulkPutReport.Part part) {
    return section
        .call(
            () ->
                surroundings
                    .ports()
                    .find(ObjectTarget.class)
                    .put(
                        region.scope(),
                        started.output().bucket(),
                        part.key(),
                        part.content(),
                        started.output().attributes(part.type())))
        .thenAccept(tag -> {});
  }

  // ------------------------------------------------------------------------------- its end

  /** Writes the manifest of what will be, and only then ends. */
  private CompletionStage<Void> completed() {
    BulkPutRecord known = section.call(() -> region.transfers().bulkPut(started.id()));
    BulkPutRecord end = known.with(known.progress().completed(now()));
    return output(BulkPutReport.manifest(region.scope(), end));
  }

  private TaskOutcome ended(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    UnaryOperator<BulkPutProgress> end;
    switch (cause) {
      case null ->
          end =
              progress ->
                  progress.isCancelling() ? progress.cancelled(now()) : progress.completed(now());
      case Stopped stopped -> end = stopped.end;
      case AwsError refusal -> end = failed("S3" + refusal.code(), refusal.getMessage()).end;
      default -> throw new CompletionException(cause);
    }
    section.run(() -> region.transfers().progress(started.id(), end));
    return TaskOutcome.DONE;
  }
}
