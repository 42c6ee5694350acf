package dev.brume.dynamodb;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.ObjectListing;
import dev.brume.core.task.TaskOutcome;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ImportRecord;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.ItemWrite;
import dev.brume.dynamodb.engine.KeyCheck;
import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TransferProgress;
import dev.brume.dynamodb.item.ItemSize;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.transfer.InputRecord;
import dev.brume.dynamodb.transfer.ItemTexts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an import's objects and writes their items. Objects are read in the background; items are
 * written in batches.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataImport.HowItWorks.html">DynamoDB
 *     data import from Amazon S3: how it works</a>
 */
final class ImportJob {
  private static final Logger LOG = LoggerFactory.getLogger(ImportJob.class);

  /** The number of items written in one section. */
  private static final int BATCH = 256;

  private final Surroundings surroundings;
  private final StoreSection section;
  private final DynamoDbRegion region;
  private final ImportRecord started;
  private final InputObjects input;
  private long bytes;
  private long items;
  private long taken;

  ImportJob(Surroundings surroundings, DynamoDbRegion region, ImportRecord started) {
    this.surroundings = surroundings;
    this.region = region;
    this.started = started;
    section = new StoreSection(surroundings.store(), surroundings.outbox());
    input =
        new InputObjects(
            surroundings, region.scope(), started.place(), started.compression(), section);
  }

  /** Runs the import; call in a section of the store. */
  CompletionStage<TaskOutcome> run() {
    List<ObjectListing.Listed> objects;
    try {
      objects = objects();
    } catch (AwsError refusal) {
      end("S3" + refusal.code(), refusal.getMessage());
      return CompletableFuture.completedFuture(TaskOutcome.DONE);
    }
    if (objects.isEmpty()) {
      // The code is documented for a prefix without objects.
      end("S3NoSuchKey", "There is no object with the prefix in the bucket");
      return CompletableFuture.completedFuture(TaskOutcome.DONE);
    }
    return CompletableFuture.supplyAsync(
            () -> {
              objects.forEach(this::read);
              return null;
            },
            surroundings.background())
        .handle((nothing, failure) -> ended(failure));
  }

  private List<ObjectListing.Listed> objects() {
    return input.list();
  }

  private ItemTable table() {
    ItemTable table = region.find(started.table().name());
    return table != null && table.record().id().equals(started.table().id()) ? table : null;
  }

  private void read(ObjectListing.Listed object) {
    String text;
    try {
      byte[] content = input.decompressed(input.stored(object.key()));
      bytes += content.length;
      text = InputObjects.text(content);
    } catch (IOException unreadable) {
      items++;
      failed(object.key(), unreadable.getMessage());
      return;
    }
    List<ItemValue> batch = new ArrayList<>(BATCH);
    ItemTexts texts =
        ItemTexts.of(started.format(), started.csvDelimiter(), started.csvHeaders(), keyTypes());
    texts.read(
        text,
        new ItemTexts.Sink() {
          @Override
          public void item(InputRecord read) {
            batch.add(read.item());
            if (batch.size() == BATCH) {
              write(batch);
            }
          }

          @Override
          public void failure(String reason) {
            items++;
            failed(object.key(), reason);
          }
        });
    write(batch);
  }

  private void failed(String key, String reason) {
    LOG.info("An item in {} is not imported: {}", key, reason);
  }

  private Map<String, String> keyTypes() {
    Map<String, String> types = new HashMap<>();
    for (KeyPart part : started.table().attributes()) {
      types.put(part.name(), part.type().name());
    }
    return types;
  }

  private void write(List<ItemValue> batch) {
    if (batch.isEmpty()) {
      return;
    }
    section.run(
        () -> {
          ItemTable table = table();
          if (table == null) {
            throw new CompletionException("The table is not there any more", null);
          }
          batch.forEach(item -> write(table, item));
        });
    batch.clear();
  }

  private void write(ItemTable table, ItemValue item) {
    items++;
    try {
      TableRecord record = table.record();
      KeyCheck.checkItem(record, item);
      if (item.sizeBytes() > ItemSize.MAX_ITEM_BYTES) {
        throw Validation.error("Item size has exceeded the maximum allowed size");
      }
      table.load(new ItemWrite(ItemWrite.Kind.PUT, item, item, null, null));
      taken++;
    } catch (AwsError refusal) {
      failed("the objects", refusal.getMessage());
    }
  }

  private TaskOutcome ended(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (failure == null) {
      boolean whole = items == taken;
      section.run(
          () ->
              end(
                  whole ? null : "ItemValidationError",
                  whole
                      ? null
                      : "Some of the items failed validation checks. Please refer to CloudWatch"
                          + " error logs for more details."));
      return TaskOutcome.DONE;
    }
    if (cause instanceof AwsError refusal) {
      section.run(() -> end("S3" + refusal.code(), refusal.getMessage()));
      return TaskOutcome.DONE;
    }
    if (cause == null) {
      section.run(() -> end("TableNotFound", failure.getMessage()));
      return TaskOutcome.DONE;
    }
    throw new CompletionException(cause);
  }

  /** Ends the import; the table becomes usable with the imported items. */
  private void end(String code, String message) {
    TransferProgress read = started.progress().read(bytes, items, taken);
    region
        .transfers()
        .update(started.with(read.ended(surroundings.timeline().nowMillis(), code, message)));
    if (table() != null) {
      region.change(
          started.table().name(),
          table -> table.withSettings(table.settings().toBuilder().state(null).build()));
    }
  }
}
