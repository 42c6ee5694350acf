package dev.brume.dynamodb;

import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.OutputTypeEnum;
import dev.brume.dynamodb.engine.BulkPutProgress;
import dev.brume.dynamodb.engine.BulkPutRecord;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.transfer.ReportLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * What a bulk put reports of one input object, and the manifest of them all. They lie where the
 * files of an export would: how AWS lays them out is not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/BulkPutItems.Output.html">Bulk
 *     put items output and reconciliation</a>
 */
final class BulkPutReport {
  private final BulkPutRecord bulkPut;
  private final String objectKey;
  private final StringBuilder errors = new StringBuilder();
  private final StringBuilder unmet = new StringBuilder();
  private long items;
  private long errorCount;
  private long unmetCount;

  /**
   * An object to be written.
   *
   * @param key its key
   * @param type its content type
   * @param content its bytes
   */
  record Part(String key, String type, byte[] content) {}

  BulkPutReport(BulkPutRecord bulkPut, String objectKey) {
    this.bulkPut = bulkPut;
    this.objectKey = objectKey;
  }

  void written() {
    items++;
  }

  void failed(String reason, ItemValue item) {
    items++;
    errorCount++;
    if (bulkPut.reported().contains(OutputTypeEnum.ERROR)) {
      ReportLines.error(errors, objectKey, reason, item);
    }
  }

  void unmet(ItemValue item, ItemValue existing) {
    items++;
    unmetCount++;
    if (bulkPut.reported().contains(OutputTypeEnum.CONDITION_CHECK_FAILURE)) {
      ReportLines.unmet(unmet, objectKey, item, existing);
    }
  }

  /** How far the bulk put is with this object, of so many stored bytes. */
  BulkPutProgress addTo(BulkPutProgress progress, long objectBytes) {
    return progress.read(objectBytes, items, errorCount, unmetCount);
  }

  /**
   * The files with what was not written, if any.
   *
   * @param number the object's number, from 0
   */
  List<Part> parts(int number) {
    List<Part> parts = new ArrayList<>();
    add(parts, "errors", number, errors);
    add(parts, "condition-check-failures", number, unmet);
    return parts;
  }

  private void add(List<Part> parts, String kind, int number, StringBuilder lines) {
    if (!lines.isEmpty()) {
      String key = folder(bulkPut) + "%s/%06d.json.gz".formatted(kind, number);
      parts.add(new Part(key, "application/gzip", zipped(lines)));
    }
  }

  private static byte[] zipped(CharSequence text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String folder(BulkPutRecord bulkPut) {
    return bulkPut.output().keyPrefix() + "AWSDynamoDB/" + bulkPut.id() + "/";
  }

  /** What is written last: how many records there were. */
  static Part manifest(Scope scope, BulkPutRecord ended) {
    BulkPutProgress progress = ended.progress();
    String text =
        JsonObjectText.of(
            manifest ->
                manifest
                    .member("bulkOperationArn", BulkPutDescriptions.arn(scope, ended))
                    .member("bulkOperationStatus", progress.status())
                    .member("tableArn", TableDescriptions.arn(scope, ended.tableName()))
                    .member("tableId", ended.tableId())
                    .member("startTime", Instant.ofEpochMilli(progress.startMillis()).toString())
                    .member("endTime", Instant.ofEpochMilli(progress.endMillis()).toString())
                    .member("processedItemCount", progress.items())
                    .member("failedItemCount", progress.failed())
                    .member("conditionCheckFailureCount", progress.unmet())
                    .member("processedInputBytes", progress.bytes()));
    return new Part(
        folder(ended) + "manifest-summary.json",
        "application/json",
        text.getBytes(StandardCharsets.UTF_8));
  }
}
