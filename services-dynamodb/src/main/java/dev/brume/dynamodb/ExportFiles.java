package dev.brume.dynamodb;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.engine.BucketLocation;
import dev.brume.dynamodb.engine.ExportRecord;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.transfer.ChangedItem;
import dev.brume.dynamodb.transfer.ItemFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The objects of an export: files with items, and their manifests.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html">DynamoDB
 *     table export output format</a>
 */
final class ExportFiles {
  /** The size at which a file ends; on AWS each has the items of a partition. */
  private static final int FILE_CHARACTERS = 32 * 1024 * 1024;

  private static final String VERSION = "2023-08-01";
  private static final int NAME_LENGTH = 26;
  private static final String NAME_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final DateTimeFormatter TIMES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final ExportRecord export;
  private final ItemFormat format;
  private final Scope scope;
  private final Ids ids;
  private final String folder;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder lines = new StringBuilder();
  private long items;
  private long itemsInFile;
  private long itemBytes;

  /**
   * An object.
   *
   * @param key its key
   * @param type its content type
   * @param content its bytes
   * @param items the number of its items
   */
  record Part(String key, String type, byte[] content, long items) {}

  ExportFiles(ExportRecord export, ItemFormat format, Scope scope, Ids ids) {
    this.export = export;
    this.format = format;
    this.scope = scope;
    this.ids = ids;
    folder = export.place().keyPrefix() + "AWSDynamoDB/";
  }

  void add(ItemValue item) {
    format.item(lines, item);
    count(item.sizeBytes());
  }

  void add(ChangedItem change) {
    format.change(lines, change);
    int before = change.before() == null ? 0 : change.before().sizeBytes();
    int after = change.after() == null ? 0 : change.after().sizeBytes();
    count(before + after);
  }

  private void count(int bytes) {
    items++;
    itemsInFile++;
    itemBytes += bytes;
    if (lines.length() >= FILE_CHARACTERS) {
      endFile();
    }
  }

  private void endFile() {
    String name = ids.text(NAME_LENGTH, NAME_ALPHABET) + format.ending() + ".gz";
    // Incremental exports under the same prefix share a folder.
    String key = folder + (export.incremental() ? "data/" : export.id() + "/data/") + name;
    parts.add(new Part(key, "application/gzip", zipped(lines), itemsInFile));
    lines.setLength(0);
    itemsInFile = 0;
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

  /** All files with items; at least one. */
  List<Part> all() {
    if (!lines.isEmpty() || parts.isEmpty()) {
      endFile();
    }
    return parts;
  }

  long items() {
    return items;
  }

  long itemBytes() {
    return itemBytes;
  }

  /** "An empty file named _started verifies that the destination bucket is writable." */
  Part started() {
    return new Part(folder + export.id() + "/_started", "binary/octet-stream", new byte[0], 0);
  }

  private String manifest(String name) {
    return folder + export.id() + "/manifest-" + name;
  }

  /** The key of the summary. */
  String manifestKey() {
    return manifest("summary.json");
  }

  /**
   * The manifests with their checksums.
   *
   * @param tags the entity tags of {@code files}
   */
  List<Part> manifests(List<Part> files, List<String> tags, long endMillis) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < files.size(); i++) {
      Part file = files.get(i);
      String tag = tags.get(i);
      list.append(
              JsonObjectText.of(
                  line ->
                      line.member("itemCount", file.items())
                          .member("md5Checksum", md5(file.content()))
                          .member("etag", tag)
                          .member("dataFileS3Key", file.key())))
          .append('\n');
    }
    List<Part> manifests = new ArrayList<>();
    addManifest(manifests, "files", list.toString());
    addManifest(manifests, "summary", summary(endMillis));
    return manifests;
  }

  private void addManifest(List<Part> manifests, String name, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    manifests.add(new Part(manifest(name + ".json"), "application/json", content, 0));
    manifests.add(
        new Part(
            manifest(name + ".checksum"),
            "text/plain",
            md5(content).getBytes(StandardCharsets.US_ASCII),
            0));
  }

  private static String md5(byte[] content) {
    return Base64.getEncoder().encodeToString(ChecksumAlgorithm.MD5.of(content));
  }

  private static String time(long millis) {
    return TIMES.format(Instant.ofEpochMilli(millis));
  }

  private String summary(long endMillis) {
    BucketLocation place = export.place();
    return JsonObjectText.of(
        summary -> {
          summary
              .member("version", VERSION)
              .member("exportArn", TransferDescriptions.arn(scope, export))
              .member("startTime", time(export.progress().startMillis()))
              .member("endTime", time(endMillis))
              .member("tableArn", TableDescriptions.arn(scope, export.tableName()))
              .member("tableId", export.tableId());
          if (export.incremental()) {
            summary
                .member("exportFromTime", time(export.fromMillis()))
                .member("exportToTime", time(export.toMillis()));
          } else {
            summary.member("exportTime", time(export.toMillis()));
          }
          summary.member("s3Bucket", place.bucket());
          memberOrNull(summary, "s3Prefix", place.prefix());
          memberOrNull(summary, "s3SseAlgorithm", place.sseAlgorithm());
          memberOrNull(summary, "s3SseKmsKeyId", place.sseKey());
          summary
              .member("manifestFilesS3Key", manifest("files.json"))
              .member("billedSizeBytes", itemBytes)
              .member("itemCount", items)
              .member("outputFormat", export.format());
          if (export.incremental()) {
            summary.member("outputView", export.view());
          }
          summary.member("exportType", TransferDescriptions.type(export));
        });
  }

  private static void memberOrNull(JsonObjectText object, String name, String value) {
    if (value == null) {
      object.nullMember(name);
    } else {
      object.member(name, value);
    }
  }
}
