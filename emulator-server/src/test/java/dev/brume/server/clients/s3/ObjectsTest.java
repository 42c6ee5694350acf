package dev.brume.server.clients.s3;

import static dev.brume.server.clients.s3.S3Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.waiters.S3Waiter;

/**
 * Objects by the AWS SDK for Java v2: what is put comes back, whole, in part, on conditions, under
 * any key.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
class ObjectsTest {
  private static final String MD5_OF_HELLO = "\"5d41402abc4b2a76b9719d911017c592\"";

  private final S3Account account = S3Account.fresh();
  private String bucket;

  @BeforeEach
  void createBucket() {
    bucket = account.createBucket("objects");
  }

  @Test
  void whatIsPutComesBack() {
    Instant expires = Instant.parse("2031-01-01T00:00:00Z");
    PutObjectResponse put =
        account.s3.putObject(
            p ->
                p.bucket(bucket)
                    .key("key")
                    .contentType("text/x-greeting")
                    .contentLanguage("en")
                    .contentEncoding("identity")
                    .contentDisposition("attachment; filename=\"a b\"")
                    .cacheControl("max-age=7")
                    .expires(expires)
                    .metadata(Map.of("color", "blue green", "empty", ""))
                    .tagging("a=1&b=2")
                    .storageClass("STANDARD_IA"),
            RequestBody.fromString("hello"));
    assertThat(put.eTag()).isEqualTo(MD5_OF_HELLO);
    assertThat(put.serverSideEncryptionAsString()).isEqualTo("AES256");

    HeadObjectResponse head = account.s3.headObject(h -> h.bucket(bucket).key("key"));
    assertThat(head.contentLength()).isEqualTo(5);
    assertThat(head.contentType()).isEqualTo("text/x-greeting");
    assertThat(head.contentLanguage()).isEqualTo("en");
    assertThat(head.contentDisposition()).isEqualTo("attachment; filename=\"a b\"");
    assertThat(head.cacheControl()).isEqualTo("max-age=7");
    assertThat(head.expiresString()).isEqualTo("Wed, 01 Jan 2031 00:00:00 GMT");
    assertThat(head.metadata()).containsEntry("color", "blue green").containsEntry("empty", "");
    assertThat(head.storageClassAsString()).isEqualTo("STANDARD_IA");
    assertThat(head.acceptRanges()).isEqualTo("bytes");
    String date = head.sdkHttpResponse().firstMatchingHeader("Date").orElseThrow();
    Instant answered = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
    assertThat(head.lastModified()).isBetween(answered.minusSeconds(60), answered);
    assertThat(account.s3.getObjectTagging(g -> g.bucket(bucket).key("key")).tagSet())
        .containsExactlyInAnyOrder(
            Tag.builder().key("a").value("1").build(), Tag.builder().key("b").value("2").build());
    GetObjectResponse overridden =
        account
            .s3
            .getObjectAsBytes(
                g ->
                    g.bucket(bucket)
                        .key("key")
                        .responseContentType("text/plain")
                        .responseCacheControl("no-store"))
            .response();
    assertThat(overridden.contentType()).isEqualTo("text/plain");
    assertThat(overridden.cacheControl()).isEqualTo("no-store");
    assertThat(overridden.tagCount()).isEqualTo(2);
  }

  @Test
  void keysAreKeptByteForByte() {
    for (String key : S3Account.ODD_KEYS) {
      account.put(bucket, key, "text of " + key);
    }
    for (String key : S3Account.ODD_KEYS) {
      assertThat(account.read(bucket, key)).isEqualTo("text of " + key);
      String copy = "copy of " + key;
      account.s3.copyObject(
          c ->
              c.sourceBucket(bucket).sourceKey(key).destinationBucket(bucket).destinationKey(copy));
      assertThat(account.read(bucket, copy)).isEqualTo("text of " + key);
      account.s3.deleteObject(d -> d.bucket(bucket).key(copy));
    }
    assertThat(
            account.s3.listObjectsV2Paginator(l -> l.bucket(bucket).maxKeys(3)).contents().stream()
                .map(S3Object::key))
        .containsExactlyInAnyOrderElementsOf(S3Account.ODD_KEYS);
    List<ObjectIdentifier> all =
        S3Account.ODD_KEYS.stream()
            .map(key -> ObjectIdentifier.builder().key(key).build())
            .toList();
    assertThat(
            account.s3.deleteObjects(d -> d.bucket(bucket).delete(o -> o.objects(all))).deleted())
        .extracting(DeletedObject::key)
        .isEqualTo(S3Account.ODD_KEYS);
    assertThat(account.s3.listObjectsV2(l -> l.bucket(bucket)).keyCount()).isZero();
  }

  @Test
  void partsOfObjectsAreRead() {
    account.put(bucket, "key", "0123456789");

    assertThat(range("bytes=2-4")).isEqualTo("234");
    assertThat(range("bytes=7-")).isEqualTo("789");
    assertThat(range("bytes=-2")).isEqualTo("89");
    assertThat(range("bytes=8-100")).isEqualTo("89");
    refused(416, "InvalidRange", () -> range("bytes=10-"));
    assertThat(
            account
                .s3
                .getObjectAsBytes(g -> g.bucket(bucket).key("key").range("bytes=2-4"))
                .response()
                .contentRange())
        .isEqualTo("bytes 2-4/10");
  }

  private String range(String range) {
    return account
        .s3
        .getObjectAsBytes(g -> g.bucket(bucket).key("key").range(range))
        .asUtf8String();
  }

  @Test
  void readsAndWritesMayHaveConditions() {
    account.put(bucket, "key", "hello");
    Instant later =
        account.s3.headObject(h -> h.bucket(bucket).key("key")).lastModified().plusSeconds(3_600);

    account.s3.getObject(g -> g.bucket(bucket).key("key").ifMatch(MD5_OF_HELLO)).abort();
    refused(
        412,
        "PreconditionFailed",
        () -> account.s3.getObject(g -> g.bucket(bucket).key("key").ifMatch("\"other\"")));
    assertThat(
            catchThrowableOfType(
                    S3Exception.class,
                    () ->
                        account.s3.getObject(
                            g -> g.bucket(bucket).key("key").ifNoneMatch(MD5_OF_HELLO)))
                .statusCode())
        .isEqualTo(304);
    account.s3.headObject(h -> h.bucket(bucket).key("key").ifUnmodifiedSince(later));
    refused(
        412,
        "PreconditionFailed",
        () ->
            account.s3.putObject(
                p -> p.bucket(bucket).key("key").ifNoneMatch("*"), RequestBody.fromString("no")));
    account.s3.putObject(
        p -> p.bucket(bucket).key("key").ifMatch(MD5_OF_HELLO), RequestBody.fromString("next"));
    refused(
        412,
        "PreconditionFailed",
        () -> account.s3.deleteObject(d -> d.bucket(bucket).key("key").ifMatch(MD5_OF_HELLO)));
    refused(
        NoSuchKeyException.class,
        404,
        "NoSuchKey",
        () ->
            account.s3.putObject(
                p -> p.bucket(bucket).key("none").ifMatch(MD5_OF_HELLO),
                RequestBody.fromString("no")));
    assertThat(account.read(bucket, "key")).isEqualTo("next");
  }

  @Test
  void copiesTakeOrReplaceWhatIsSaidOfTheSource() {
    account.s3.putObject(
        p -> p.bucket(bucket).key("key").metadata(Map.of("a", "1")).contentType("text/x"),
        RequestBody.fromString("hello"));

    account.s3.copyObject(
        c ->
            c.sourceBucket(bucket)
                .sourceKey("key")
                .destinationBucket(bucket)
                .destinationKey("same"));
    account.s3.copyObject(
        c ->
            c.sourceBucket(bucket)
                .sourceKey("key")
                .destinationBucket(bucket)
                .destinationKey("key")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2"))
                .storageClass("ONEZONE_IA"));

    assertThat(account.s3.headObject(h -> h.bucket(bucket).key("same")).metadata())
        .isEqualTo(Map.of("a", "1"));
    HeadObjectResponse replaced = account.s3.headObject(h -> h.bucket(bucket).key("key"));
    assertThat(replaced.metadata()).isEqualTo(Map.of("b", "2"));
    assertThat(replaced.eTag()).isEqualTo(MD5_OF_HELLO);
    refused(
        400,
        "InvalidRequest",
        () ->
            account.s3.copyObject(
                c ->
                    c.sourceBucket(bucket)
                        .sourceKey("key")
                        .destinationBucket(bucket)
                        .destinationKey("key")));
    GetObjectAttributesResponse attributes =
        account.s3.getObjectAttributes(
            g -> g.bucket(bucket).key("key").objectAttributes(ObjectAttributes.knownValues()));
    assertThat(attributes.objectSize()).isEqualTo(5);
    assertThat(attributes.eTag()).isEqualTo(MD5_OF_HELLO.replace("\"", ""));
    assertThat(attributes.storageClass()).isEqualTo(StorageClass.ONEZONE_IA);
  }

  @Test
  void whatIsNotThereIsToldSo() {
    refused(
        NoSuchKeyException.class,
        404,
        "NoSuchKey",
        () -> account.s3.getObject(g -> g.bucket(bucket).key("none")));
    assertThatThrownBy(() -> account.s3.headObject(h -> h.bucket(bucket).key("none")))
        .isInstanceOf(NoSuchKeyException.class);
    refused(
        NoSuchBucketException.class,
        404,
        "NoSuchBucket",
        () -> account.put("no-such-bucket-" + account.id, "key", "text"));
    account.s3.deleteObject(d -> d.bucket(bucket).key("none"));
    assertThat(
            account
                .s3
                .deleteObjects(
                    d ->
                        d.bucket(bucket)
                            .delete(
                                o ->
                                    o.quiet(true)
                                        .objects(
                                            ObjectIdentifier.builder().key("none").build(),
                                            ObjectIdentifier.builder()
                                                .key("none")
                                                .versionId("no-version")
                                                .build())))
                .errors())
        .extracting(S3Error::code)
        .containsExactly("NoSuchVersion");
  }

  @Test
  void waitersSeeObjectsComeAndGo() {
    try (S3Waiter waiter = S3Waiter.builder().client(account.s3).build()) {
      account.put(bucket, "key", "text");
      waiter.waitUntilObjectExists(w -> w.bucket(bucket).key("key"));
      account.s3.deleteObject(d -> d.bucket(bucket).key("key"));
      waiter.waitUntilObjectNotExists(w -> w.bucket(bucket).key("key"));
    }
    assertThat(account.s3.listObjects(l -> l.bucket(bucket)).contents()).isEmpty();
  }
}
