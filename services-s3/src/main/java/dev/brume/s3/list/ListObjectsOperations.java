package dev.brume.s3.list;

import dev.brume.core.kit.PageTokens;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.CommonPrefix;
import dev.brume.s3.api.ListObjectsOutput;
import dev.brume.s3.api.ListObjectsRequest;
import dev.brume.s3.api.ListObjectsV2Output;
import dev.brume.s3.api.ListObjectsV2Request;
import dev.brume.s3.api.S3Object;
import java.util.ArrayList;
import java.util.List;

/**
 * ListObjects and ListObjectsV2.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html">ListObjects</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
final class ListObjectsOperations {
  private static final String MAX_KEYS = "max-keys";

  private final ListedObjects listed;

  ListObjectsOperations(ListedObjects listed) {
    this.listed = listed;
  }

  /** A page; {@code last} is its last key or common prefix, null on the last page. */
  private record Page(List<S3Object> objects, List<CommonPrefix> prefixes, String last) {
    boolean isTruncated() {
      return last != null;
    }

    int count() {
      return objects.size() + prefixes.size();
    }
  }

  public ListObjectsOutput listObjects(BucketRequest request, ListObjectsRequest input) {
    ListParameters parameters =
        ListParameters.of(
            input.prefix(),
            input.delimiter(),
            input.maxKeys(),
            MAX_KEYS,
            input.encodingType(),
            input.optionalObjectAttributes());
    String marker = input.marker() == null ? "" : input.marker();
    Page page = page(request, parameters, marker, true);
    return ListObjectsOutput.builder()
        .isTruncated(page.isTruncated())
        .marker(parameters.shown(marker))
        .nextMarker(parameters.delimiter() == null ? null : parameters.shown(page.last()))
        .contents(page.objects())
        .name(request.bucket().name())
        .prefix(parameters.shown(parameters.prefix()))
        .delimiter(parameters.shown(parameters.delimiter()))
        .maxKeys(parameters.maxKeys())
        .commonPrefixes(page.prefixes())
        .encodingType(parameters.encodingType())
        .build();
  }

  public ListObjectsV2Output listObjectsV2(BucketRequest request, ListObjectsV2Request input) {
    ListParameters parameters =
        ListParameters.of(
            input.prefix(),
            input.delimiter(),
            input.maxKeys(),
            MAX_KEYS,
            input.encodingType(),
            input.optionalObjectAttributes());
    String startAfter = input.startAfter() == null ? "" : input.startAfter();
    String token = input.continuationToken();
    PageTokens tokens =
        S3Refusals.pageTokens("ListObjectsV2", "continuation-token", request.bucket().name());
    String after = token == null ? startAfter : tokens.position(token);
    Page page = page(request, parameters, after, Boolean.TRUE.equals(input.fetchOwner()));
    return ListObjectsV2Output.builder()
        .isTruncated(page.isTruncated())
        .contents(page.objects())
        .name(request.bucket().name())
        .prefix(parameters.shown(parameters.prefix()))
        .delimiter(parameters.shown(parameters.delimiter()))
        .maxKeys(parameters.maxKeys())
        .commonPrefixes(page.prefixes())
        .encodingType(parameters.encodingType())
        .keyCount(page.count())
        .continuationToken(token)
        .nextContinuationToken(page.isTruncated() ? tokens.after(page.last()) : null)
        .startAfter(token == null ? parameters.shown(input.startAfter()) : null)
        .build();
  }

  private Page page(
      BucketRequest request, ListParameters parameters, String after, boolean withOwner) {
    List<S3Object> objects = new ArrayList<>();
    List<CommonPrefix> prefixes = new ArrayList<>();
    if (parameters.maxKeys() == 0) {
      return new Page(objects, prefixes, null);
    }
    KeyWalk walk =
        new KeyWalk(
            request.bucket().versions(),
            parameters.prefix(),
            parameters.delimiter(),
            versions -> !versions.latest().deleteMarker());
    if (!after.isEmpty()) {
      walk.after(after, false);
    }
    // Owners are not shown to anonymous callers.
    boolean namesOwner = withOwner && request.requester() != null;
    ListedObjects.Page rows = listed.page(request, parameters, namesOwner);
    String last = null;
    while (walk.next()) {
      if (objects.size() + prefixes.size() == parameters.maxKeys()) {
        return new Page(objects, prefixes, last);
      }
      if (walk.commonPrefix() != null) {
        last = walk.commonPrefix();
        prefixes.add(rows.commonPrefix(last));
      } else {
        last = walk.versions().latest().key();
        objects.add(rows.object(walk.versions().latest()));
      }
    }
    return new Page(objects, prefixes, null);
  }
}
