package dev.brume.s3.engine;

import dev.brume.core.state.Table;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The multipart uploads of a bucket. Reading takes no lock; they are changed through {@link
 * BucketEdit}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Uploading
 *     and copying objects using multipart upload</a>
 */
public final class MultipartUploads {
  /**
   * How long completed uploads are kept, and how many. AWS documents that completing one again
   * returns the same result, but not for how long.
   */
  private static final long REMEMBERED_MILLIS = Duration.ofDays(1).toMillis();

  private static final int MAX_REMEMBERED = 10_000;

  /** In byte order, so that ids increase with their numbers. */
  private static final String DIGITS =
      ".0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

  private static final int NUMBER_LENGTH = 11;
  private static final int CHANCE_LENGTH = 85;

  private final Table<String, UploadRecord> records;
  private final Table<String, UploadedPart> parts;
  private final Table<String, CompletedUpload> completed;
  private final Map<String, Upload> byId = new ConcurrentHashMap<>();
  private final NavigableMap<ListPosition, Upload> inOrder =
      new ConcurrentSkipListMap<>(ListPosition.ORDER);

  /** The ids of completed uploads, oldest first. */
  private final NavigableMap<String, CompletedUpload> remembered = new ConcurrentSkipListMap<>();

  /** Where an upload stands in lists: by key, then by the time when it began. */
  public record ListPosition(String key, String id) {
    /** Before all others. */
    public static final ListPosition FIRST = new ListPosition("", "");

    static final Comparator<ListPosition> ORDER =
        Comparator.comparing(ListPosition::key, Utf8Order.INSTANCE).thenComparing(ListPosition::id);

    /** The place of an upload. */
    public static ListPosition of(Upload upload) {
      return new ListPosition(upload.record().key(), upload.record().id());
    }
  }

  MultipartUploads(
      Table<String, UploadRecord> records,
      Table<String, UploadedPart> parts,
      Table<String, CompletedUpload> completed) {
    this.records = records;
    this.parts = parts;
    this.completed = completed;
    records.forEach((id, record) -> adopt(new Upload(record)));
    parts.forEach((key, part) -> byId.get(key.substring(0, key.indexOf('/'))).put(part));
    completed.forEach(remembered::put);
  }

  private void adopt(Upload upload) {
    byId.put(upload.record().id(), upload);
    inOrder.put(ListPosition.of(upload), upload);
  }

  /** The upload with that id and key, or null. */
  public Upload find(String id, String key) {
    Upload upload = byId.get(id);
    return upload != null && upload.record().key().equals(key) ? upload : null;
  }

  /** The result of the upload with that id and key; null if unknown. */
  public CompletedUpload completed(String id, String key) {
    CompletedUpload known = remembered.get(id);
    return known != null && known.key().equals(key) ? known : null;
  }

  /** The uploads in the order of lists. */
  public NavigableMap<ListPosition, Upload> inOrder() {
    return Collections.unmodifiableNavigableMap(inOrder);
  }

  /** Whether an upload could have that id, though it may be over by now. */
  public static boolean mayBeId(String text) {
    return text.length() == NUMBER_LENGTH + CHANCE_LENGTH
        && text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
  }

  /** The ids of all uploads. */
  public Set<String> ids() {
    return Collections.unmodifiableSet(byId.keySet());
  }

  // ----------------------------------------------------------------------------- for BucketEdit

  /** A new id that comes after all previous ones. */
  static String newId(long sequence, dev.brume.core.id.Ids ids) {
    StringBuilder id = new StringBuilder(NUMBER_LENGTH + CHANCE_LENGTH);
    for (int i = NUMBER_LENGTH - 1; i >= 0; i--) {
      id.append(DIGITS.charAt((int) (sequence >>> 6 * i) & 63));
    }
    return id.append(ids.text(CHANCE_LENGTH, DIGITS)).toString();
  }

  Upload begin(UploadRecord record) {
    records.put(record.id(), record);
    Upload upload = new Upload(record);
    adopt(upload);
    return upload;
  }

  /** Adds a part, replacing an earlier one with that number. */
  void add(Upload upload, UploadedPart part) {
    parts.put(keyOf(upload, part.part().number()), part);
    UploadedPart former = upload.put(part);
    if (former != null) {
      former.part().body().discard();
    }
  }

  private static String keyOf(Upload upload, int partNumber) {
    return upload.record().id() + '/' + partNumber;
  }

  /**
   * Ends an upload.
   *
   * @param used the numbers of the parts whose bodies are now in use elsewhere
   */
  void end(Upload upload, Set<Integer> used) {
    byId.remove(upload.record().id());
    inOrder.remove(ListPosition.of(upload));
    records.remove(upload.record().id());
    upload
        .parts()
        .forEach(
            (number, part) -> {
              parts.remove(keyOf(upload, number));
              if (!used.contains(number)) {
                part.part().body().discard();
              }
            });
  }

  void remember(String id, CompletedUpload upload) {
    completed.put(id, upload);
    remembered.put(id, upload);
    long before = upload.completedMillis() - REMEMBERED_MILLIS;
    Map.Entry<String, CompletedUpload> oldest = remembered.firstEntry();
    while (oldest.getValue().completedMillis() < before || remembered.size() > MAX_REMEMBERED) {
      remembered.remove(oldest.getKey());
      completed.remove(oldest.getKey());
      oldest = remembered.firstEntry();
    }
  }

  /** Discards all bodies. */
  void discard() {
    byId.values().forEach(upload -> end(upload, Set.of()));
  }
}
