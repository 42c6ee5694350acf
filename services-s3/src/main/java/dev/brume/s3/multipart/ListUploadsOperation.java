package dev.brume.s3.multipart;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.CommonPrefix;
import dev.brume.s3.api.ListMultipartUploadsOutput;
import dev.brume.s3.api.ListMultipartUploadsRequest;
import dev.brume.s3.api.MultipartUpload;
import dev.brume.s3.engine.MultipartUploads;
import dev.brume.s3.engine.MultipartUploads.ListPosition;
import dev.brume.s3.engine.Upload;
import dev.brume.s3.engine.UploadRecord;
import dev.brume.s3.engine.Utf8Order;
import dev.brume.s3.list.ListParameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;

/**
 * ListMultipartUploads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">ListMultipartUploads</a>
 */
final class ListUploadsOperation {
  /** Sorts after every upload id. */
  private static final String LAST_ID = "\uffff";

  public ListMultipartUploadsOutput listMultipartUploads(
      BucketRequest request, ListMultipartUploadsRequest input) {
    ListParameters parameters =
        ListParameters.of(
            input.prefix(),
            input.delimiter(),
            input.maxUploads(),
            "max-uploads",
            input.encodingType(),
            null);
    String keyMarker = input.keyMarker() == null ? "" : input.keyMarker();
    String idMarker = keyMarker.isEmpty() ? null : input.uploadIdMarker();
    MultipartUploads uploads = request.bucket().uploads();
    boolean ofAnother =
        idMarker != null
            && uploads.ids().contains(idMarker)
            && uploads.find(idMarker, keyMarker) == null;
    if (ofAnother || idMarker != null && !MultipartUploads.mayBeId(idMarker)) {
      throw S3Refusals.invalidArgument("Invalid uploadId marker", "upload-id-marker", idMarker);
    }
    Page page = new Page(request, parameters);
    if (parameters.maxKeys() > 0) {
      page.fill(from(request, parameters, keyMarker, idMarker));
    }
    return ListMultipartUploadsOutput.builder()
        .bucket(request.bucket().name())
        .keyMarker(parameters.shown(keyMarker))
        .uploadIdMarker(idMarker == null ? "" : idMarker)
        .nextKeyMarker(parameters.shown(page.nextKey))
        .prefix(parameters.prefix().isEmpty() ? null : parameters.shown(parameters.prefix()))
        .delimiter(parameters.shown(parameters.delimiter()))
        .nextUploadIdMarker(page.nextId)
        .maxUploads(parameters.maxKeys())
        .isTruncated(page.truncated)
        .uploads(page.uploads)
        .commonPrefixes(page.prefixes)
        .encodingType(parameters.encodingType())
        .build();
  }

  /** The uploads that come after the markers; those of the key alone where there is no id. */
  private static NavigableMap<ListPosition, Upload> from(
      BucketRequest request, ListParameters parameters, String keyMarker, String idMarker) {
    NavigableMap<ListPosition, Upload> all = request.bucket().uploads().inOrder();
    NavigableMap<ListPosition, Upload> ofPrefix =
        all.tailMap(new ListPosition(parameters.prefix(), ""), true);
    if (keyMarker.isEmpty() || ofPrefix.isEmpty()) {
      return ofPrefix;
    }
    if (Utf8Order.INSTANCE.compare(keyMarker, parameters.prefix()) < 0) {
      return ofPrefix;
    }
    String rolledUp =
        keyMarker.startsWith(parameters.prefix()) ? commonPrefix(parameters, keyMarker) : null;
    if (rolledUp == null) {
      return all.tailMap(new ListPosition(keyMarker, idMarker == null ? LAST_ID : idMarker), false);
    }
    String next = Utf8Order.afterAll(rolledUp);
    return next == null
        ? Collections.emptyNavigableMap()
        : all.tailMap(new ListPosition(next, ""), true);
  }

  private static String commonPrefix(ListParameters parameters, String key) {
    String delimiter = parameters.delimiter();
    int at = delimiter == null ? -1 : key.indexOf(delimiter, parameters.prefix().length());
    return at < 0 ? null : key.substring(0, at + delimiter.length());
  }

  /** A page under construction. */
  private static final class Page {
    private final BucketRequest request;
    private final ListParameters parameters;
    private final List<MultipartUpload> uploads = new ArrayList<>();
    private final List<CommonPrefix> prefixes = new ArrayList<>();
    private boolean truncated;
    private String rolledUp;

    /** The last upload's key; common prefixes have none. */
    private String nextKey = "";

    private String nextId = "";

    Page(BucketRequest request, ListParameters parameters) {
      this.request = request;
      this.parameters = parameters;
    }

    void fill(NavigableMap<ListPosition, Upload> from) {
      for (Upload upload : from.values()) {
        String key = upload.record().key();
        if (!key.startsWith(parameters.prefix())) {
          return;
        }
        String prefix = commonPrefix(parameters, key);
        if (prefix != null && prefix.equals(rolledUp)) {
          continue;
        }
        truncated = uploads.size() + prefixes.size() == parameters.maxKeys();
        if (truncated) {
          return;
        }
        add(upload.record(), prefix);
      }
    }

    private void add(UploadRecord record, String prefix) {
      rolledUp = prefix;
      if (prefix != null) {
        prefixes.add(CommonPrefix.builder().prefix(parameters.shown(prefix)).build());
        return;
      }
      nextKey = record.key();
      nextId = record.id();
      uploads.add(
          MultipartUpload.builder()
              .uploadId(record.id())
              .key(parameters.shown(record.key()))
              .initiated(ListPartsOperation.inSeconds(record.initiatedMillis()))
              .storageClass(ListPartsOperation.storageClass(record))
              .owner(CanonicalUserIds.of(record.draft().owner()))
              .initiator(ListPartsOperation.initiator(request, record))
              .checksumAlgorithm(record.checksumAlgorithm())
              .checksumType(record.checksumType())
              .build());
    }
  }
}
