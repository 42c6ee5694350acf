package dev.brume.server.clients.s3;

import static dev.brume.server.clients.s3.S3Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists by the AWS SDK for Java v2, which asks for encoded keys by itself and decodes them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
class ListsTest {
  /** In the order of their UTF-8, which is not that of Java's strings. */
  private static final List<String> KEYS =
      List.of("a", "a b+%2F", "b/1", "b/2", "b/c/3", "d//4", "\uFFE0", "\uD83D\uDE00");

  private final S3Account account = S3Account.fresh();
  private String bucket;

  @BeforeEach
  void createBucket() {
    bucket = account.createBucket("lists");
    KEYS.reversed().forEach(key -> account.put(bucket, key, key));
  }

  private static List<String> keys(List<S3Object> objects) {
    return objects.stream().map(S3Object::key).toList();
  }

  @Test
  void pagesHoldEveryKeyOnceInOrder() {
    IntStream.of(1, 3, 1_000)
        .forEach(
            size ->
                assertThat(
                        account
                            .s3
                            .listObjectsV2Paginator(l -> l.bucket(bucket).maxKeys(size))
                            .contents())
                    .extracting(S3Object::key)
                    .isEqualTo(KEYS));
    try (S3AsyncClient async = account.async().build()) {
      List<String> keys = new ArrayList<>();
      async
          .listObjectsV2Paginator(l -> l.bucket(bucket).maxKeys(3))
          .contents()
          .subscribe(object -> keys.add(object.key()))
          .join();
      assertThat(keys).isEqualTo(KEYS);
    }
  }

  @Test
  void prefixesAreRolledUp() {
    ListObjectsV2Response root = account.s3.listObjectsV2(l -> l.bucket(bucket).delimiter("/"));
    assertThat(keys(root.contents())).containsExactly("a", "a b+%2F", "\uFFE0", "\uD83D\uDE00");
    assertThat(root.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("b/", "d/");
    assertThat(root.keyCount()).isEqualTo(6);
    ListObjectsV2Response below =
        account.s3.listObjectsV2(l -> l.bucket(bucket).delimiter("/").prefix("d/"));
    assertThat(below.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("d//");
  }

  @Test
  void listsBeginWhereTheyAreTold() {
    assertThat(keys(account.s3.listObjectsV2(l -> l.bucket(bucket).startAfter("b/2")).contents()))
        .isEqualTo(KEYS.subList(4, 8));
    ListObjectsResponse old =
        account.s3.listObjects(l -> l.bucket(bucket).marker("a b+%2F").maxKeys(2));
    assertThat(keys(old.contents())).containsExactly("b/1", "b/2");
    assertThat(old.isTruncated()).isTrue();
    ListObjectsV2Response owned =
        account.s3.listObjectsV2(
            l -> l.bucket(bucket).prefix("a b").fetchOwner(true).encodingType(EncodingType.URL));
    assertThat(owned.contents().getFirst().owner().id())
        .isEqualTo(account.s3.listBuckets().owner().id());
    refused(
        400,
        "InvalidArgument",
        () -> account.s3.listObjectsV2(l -> l.bucket(bucket).continuationToken("none")));
    assertThat(account.s3.listObjectsV2(l -> l.bucket(bucket).maxKeys(0)).contents()).isEmpty();
  }
}
