package dev.brume.s3.list;

import dev.brume.core.schema.InterleavedList;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.CommonPrefix;
import dev.brume.s3.api.DeleteMarkerEntry;
import dev.brume.s3.api.ListObjectVersionsOutput;
import dev.brume.s3.api.ListObjectVersionsRequest;
import dev.brume.s3.engine.KeyVersions;
import dev.brume.s3.engine.ObjectVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * ListObjectVersions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html">ListObjectVersions</a>
 */
final class ListVersionsOperation {
  private final ListedObjects listed;

  ListVersionsOperation(ListedObjects listed) {
    this.listed = listed;
  }

  public ListObjectVersionsOutput listObjectVersions(
      BucketRequest request, ListObjectVersionsRequest input) {
    ListParameters parameters =
        ListParameters.of(
            input.prefix(),
            input.delimiter(),
            input.maxKeys(),
            "max-keys",
            input.encodingType(),
            input.optionalObjectAttributes());
    String keyMarker = input.keyMarker() == null ? "" : input.keyMarker();
    String versionMarker = versionMarker(keyMarker, input.versionIdMarker());
    Page page = new Page(parameters, listed.page(request, parameters, true));
    if (parameters.maxKeys() > 0) {
      page.fill(walk(request, parameters, keyMarker, versionMarker), keyMarker, versionMarker);
    }
    return ListObjectVersionsOutput.builder()
        .isTruncated(page.truncated)
        .keyMarker(parameters.shown(keyMarker))
        .versionIdMarker(input.versionIdMarker() == null ? "" : input.versionIdMarker())
        .nextKeyMarker(page.truncated ? parameters.shown(page.lastKey) : null)
        .nextVersionIdMarker(page.truncated ? page.lastVersion : null)
        .versions(page.versions)
        .deleteMarkers(page.deleteMarkers)
        .name(request.bucket().name())
        .prefix(parameters.shown(parameters.prefix()))
        .delimiter(parameters.shown(parameters.delimiter()))
        .maxKeys(parameters.maxKeys())
        .commonPrefixes(page.prefixes)
        .encodingType(parameters.encodingType())
        .build();
  }

  private static String versionMarker(String keyMarker, String given) {
    if (given == null) {
      return null;
    }
    if (given.isEmpty()) {
      throw S3Refusals.invalidArgument(
          "A version-id marker cannot be empty.", "version-id-marker", given);
    }
    if (keyMarker.isEmpty()) {
      throw S3Refusals.invalidArgument(
          "A version-id marker cannot be specified without a key marker.",
          "version-id-marker",
          given);
    }
    return given;
  }

  private static KeyWalk walk(
      BucketRequest request, ListParameters parameters, String keyMarker, String versionMarker) {
    KeyWalk walk =
        new KeyWalk(
            request.bucket().versions(),
            parameters.prefix(),
            parameters.delimiter(),
            versions -> true);
    return keyMarker.isEmpty() ? walk : walk.after(keyMarker, versionMarker != null);
  }

  /** A page under construction. */
  private static final class Page {
    private final ListParameters parameters;
    private final ListedObjects.Page rows;
    private final InterleavedList<dev.brume.s3.api.ObjectVersion> versions =
        new InterleavedList<>();
    private final InterleavedList<DeleteMarkerEntry> deleteMarkers = new InterleavedList<>();
    private final List<CommonPrefix> prefixes = new ArrayList<>();
    private int count;
    private boolean truncated;
    private String lastKey;
    private String lastVersion;

    Page(ListParameters parameters, ListedObjects.Page rows) {
      this.parameters = parameters;
      this.rows = rows;
    }

    void fill(KeyWalk walk, String keyMarker, String versionMarker) {
      while (!truncated && walk.next()) {
        if (walk.commonPrefix() != null) {
          add(walk.commonPrefix());
          continue;
        }
        KeyVersions all = walk.versions();
        boolean resumed = versionMarker != null && all.latest().key().equals(keyMarker);
        for (int i = resumed ? placeAfter(all, versionMarker) : 0; i < all.count(); i++) {
          if (!add(all.at(i), i == 0)) {
            break;
          }
        }
      }
    }

    /**
     * The start of a page that continues within a key. If the previous page's last version has been
     * deleted, all remaining versions are listed again, so that none is missed.
     */
    private static int placeAfter(KeyVersions all, String versionMarker) {
      return all.indexOf(versionMarker) + 1;
    }

    private boolean takesOneMore() {
      truncated = count == parameters.maxKeys();
      if (!truncated) {
        count++;
      }
      return !truncated;
    }

    private void add(String commonPrefix) {
      if (takesOneMore()) {
        prefixes.add(rows.commonPrefix(commonPrefix));
        lastKey = commonPrefix;
        lastVersion = null;
      }
    }

    private boolean add(ObjectVersion version, boolean latest) {
      if (!takesOneMore()) {
        return false;
      }
      if (version.deleteMarker()) {
        deleteMarkers.add(count, rows.deleteMarker(version, latest));
      } else {
        versions.add(count, rows.version(version, latest));
      }
      lastKey = version.key();
      lastVersion = version.versionId();
      return true;
    }
  }
}
