package dev.brume.s3.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.state.Store;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import dev.brume.s3.history.BucketModel.Row;
import dev.brume.s3.history.BucketModel.Upload;
import dev.brume.s3.history.KeyState.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of two buckets, answer by answer the same as those of a plain model: puts with
 * conditions, reads, copies, multipart uploads, deletes, versions and lists, with versioning
 * switched on and off in between. Restores of snapshots in the middle change nothing. The seed is
 * the parameter.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html">How S3
 *     Versioning works</a>
 */
class RandomHistoryTest {
  private static final int STEPS = 500;
  private static final int LARGE_BYTES = 70_000;
  private static final int MIN_PART_BYTES = 5 << 20;
  private static final List<String> PREFIXES = List.of("", "a", "a/", "b+", "\u00fc");
  private static final List<String> KEYS =
      List.of("a", "a/1", "a//2", "a/../b", "b+ %2F", "\u00fc", "\uFFE0", "\uD83D\uDE00", "z/");

  private final S3Wire s3 = new S3Wire();
  private final List<BucketModel> buckets =
      List.of(new BucketModel("one-bucket"), new BucketModel("two-bucket"));

  /** Of all objects that there ever were, by ETag. */
  private final Map<String, byte[]> bodies = new HashMap<>();

  private final Set<String> versionIds = new HashSet<>();
  private Random random;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void isThatOfTheModel(int seed) {
    random = new Random(seed);
    buckets.forEach(bucket -> s3.create(bucket.name));
    for (int step = 0; step < STEPS; step++) {
      step(any(buckets), any(KEYS));
    }
    for (BucketModel bucket : buckets) {
      listVersions(bucket, "", 1_000);
      KEYS.forEach(key -> get(bucket, key));
      listUploads(bucket);
    }
  }

  private void step(BucketModel bucket, String key) {
    switch (random.nextInt(40)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> put(bucket, key);
      case 8, 9, 10, 11, 12 -> get(bucket, key);
      case 13, 14 -> getVersion(bucket, key);
      case 15, 16, 17 -> delete(bucket, key);
      case 18, 19 -> deleteVersion(bucket, key);
      case 20, 21 -> deleteMany(bucket);
      case 22, 23, 24 -> copy(any(buckets), any(KEYS), bucket, key);
      case 25, 26 -> beginUpload(bucket, key);
      case 27, 28, 29 -> uploadPart(bucket);
      case 30, 31 -> complete(bucket);
      case 32 -> abort(bucket);
      case 33, 34 -> listObjects(bucket, any(PREFIXES), 1 + random.nextInt(4));
      case 35, 36 -> listVersions(bucket, any(PREFIXES), 1 + random.nextInt(6));
      case 37 -> listUploads(bucket);
      case 38 -> switchVersioning(bucket);
      default -> goBack(bucket);
    }
  }

  private <T> T any(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  private static String at(BucketModel bucket, String key) {
    return "/" + bucket.name + "/" + Told.encoded(key);
  }

  private byte[] body(int size) {
    byte[] body = new byte[size];
    random.nextBytes(body);
    return body;
  }

  private byte[] body() {
    return body(random.nextInt(10) == 0 ? LARGE_BYTES : random.nextInt(200));
  }

  /** The id of a version of that key, of one that is gone, or of another key. */
  private String anyVersion(BucketModel bucket, String key) {
    List<Version> versions = bucket.at(key).versions();
    if (!versions.isEmpty() && random.nextInt(5) > 0) {
      return any(versions).id();
    }
    return versionIds.isEmpty() ? KeyState.NULL_ID : any(List.copyOf(versionIds));
  }

  // ------------------------------------------------------------------------------ making

  /** The id that a new version or delete marker gets. */
  private String newId(BucketModel bucket, Answer answer) {
    String id = answer.header("x-amz-version-id");
    if (!"Enabled".equals(bucket.versioning)) {
      // Copies and delete markers tell of the null version, puts and uploads don't.
      assertThat(id).isIn(null, KeyState.NULL_ID);
      assertThat(bucket.versioning == null && id != null).isFalse();
      return KeyState.NULL_ID;
    }
    assertThat(versionIds.add(id)).as("%s is a new id", id).isTrue();
    assertThat(id).isNotEqualTo(KeyState.NULL_ID);
    return id;
  }

  private void made(BucketModel bucket, String key, Answer answer, String etag, byte[] body) {
    bodies.put(etag, body);
    bucket.set(key, bucket.at(key).with(new Version(newId(bucket, answer), etag)));
  }

  private void put(BucketModel bucket, String key) {
    byte[] body = body();
    Version there = bucket.at(key).object();
    switch (random.nextInt(5)) {
      case 0 -> {
        Answer answer = s3.send("PUT", at(bucket, key), body, "If-None-Match", "*");
        if (there == null) {
          made(bucket, key, answer.hasStatus(200), Told.etag(body), body);
        } else {
          answer.isError(412, "PreconditionFailed");
        }
      }
      case 1 -> {
        String etag = bodies.isEmpty() ? "0" : any(List.copyOf(bodies.keySet()));
        String wanted = there != null && random.nextBoolean() ? there.etag() : etag;
        Answer answer = s3.send("PUT", at(bucket, key), body, "If-Match", wanted);
        if (there == null) {
          answer.isError(404, "NoSuchKey");
        } else if (there.etag().equals(wanted)) {
          made(bucket, key, answer.hasStatus(200), Told.etag(body), body);
        } else {
          answer.isError(412, "PreconditionFailed");
        }
      }
      default -> {
        Answer answer = s3.send("PUT", at(bucket, key), body).hasStatus(200);
        answer.hasHeader("ETag", '"' + Told.etag(body) + '"');
        made(bucket, key, answer, Told.etag(body), body);
      }
    }
  }

  private void copy(BucketModel from, String source, BucketModel to, String key) {
    boolean named = random.nextInt(3) == 0;
    String id = anyVersion(from, source);
    Version version = named ? from.at(source).find(id) : from.at(source).object();
    boolean self = !named && from == to && source.equals(key);
    Answer answer =
        s3.put(
            at(to, key),
            "",
            "x-amz-copy-source",
            at(from, source) + (named ? "?versionId=" + id : ""));
    if (version == null) {
      answer.isError(404, named ? "NoSuchVersion" : "NoSuchKey");
    } else if (version.isMarker() || self) {
      answer.isError(400, "InvalidRequest");
    } else {
      byte[] body = bodies.get(version.etag());
      answer.hasStatus(200).has("ETag", "&quot;" + Told.etag(body) + "&quot;");
      made(to, key, answer, Told.etag(body), body);
    }
  }

  // ------------------------------------------------------------------------------ uploading

  private void beginUpload(BucketModel bucket, String key) {
    String id = s3.post(at(bucket, key) + "?uploads", "").hasStatus(200).element("UploadId");
    assertThat(bucket.uploads.put(id, new Upload(key, new TreeMap<>()))).isNull();
  }

  private String at(BucketModel bucket, String id, Upload upload) {
    return at(bucket, upload.key()) + "?uploadId=" + id;
  }

  private void uploadPart(BucketModel bucket) {
    if (bucket.uploads.isEmpty()) {
      return;
    }
    String id = any(List.copyOf(bucket.uploads.keySet()));
    Upload upload = bucket.uploads.get(id);
    int number = 1 + random.nextInt(4);
    byte[] part = random.nextInt(6) == 0 ? body(MIN_PART_BYTES) : body();
    s3.send("PUT", at(bucket, id, upload) + "&partNumber=" + number, part)
        .hasStatus(200)
        .hasHeader("ETag", '"' + Told.etag(part) + '"');
    upload.parts().put(number, part);
  }

  /** With all parts, with some, or with one that is not there. */
  private void complete(BucketModel bucket) {
    if (bucket.uploads.isEmpty()) {
      return;
    }
    String id = any(List.copyOf(bucket.uploads.keySet()));
    Upload upload = bucket.uploads.get(id);
    List<byte[]> chosen = new ArrayList<>();
    List<String> listed = new ArrayList<>();
    boolean wrong = random.nextInt(6) == 0;
    upload
        .parts()
        .forEach(
            (number, part) -> {
              if (random.nextInt(3) > 0) {
                chosen.add(part);
                listed.addAll(List.of(number.toString(), Told.etag(part)));
              }
            });
    if (wrong) {
      listed.addAll(List.of("9", Told.etag(new byte[0])));
    }
    Answer answer = s3.post(at(bucket, id, upload), Told.completion(listed));
    if (listed.isEmpty()) {
      answer.isError(400, "MalformedXML");
    } else if (wrong) {
      answer.isError(400, "InvalidPart");
    } else if (tooSmall(chosen)) {
      answer.isError(400, "EntityTooSmall");
    } else {
      String etag = Told.etag(chosen);
      answer.hasStatus(200).has("ETag", "&quot;" + etag + "&quot;");
      bucket.uploads.remove(id);
      made(bucket, upload.key(), answer, etag, joined(chosen));
      // Who asks again gets the same answer, and nothing more is made.
      s3.post(at(bucket, id, upload), Told.completion(listed))
          .hasStatus(200)
          .has("ETag", "&quot;" + etag + "&quot;");
    }
  }

  private static boolean tooSmall(List<byte[]> parts) {
    return parts.subList(0, parts.size() - 1).stream()
        .anyMatch(part -> part.length < MIN_PART_BYTES);
  }

  private static byte[] joined(List<byte[]> parts) {
    byte[] whole = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  private void abort(BucketModel bucket) {
    if (!bucket.uploads.isEmpty()) {
      String id = any(List.copyOf(bucket.uploads.keySet()));
      Upload upload = bucket.uploads.remove(id);
      s3.delete(at(bucket, id, upload)).hasStatus(204);
      s3.delete(at(bucket, id, upload)).isError(404, "NoSuchUpload");
    }
  }

  private void listUploads(BucketModel bucket) {
    Answer answer = s3.get("/" + bucket.name + "?uploads").hasStatus(200);
    assertThat(Told.texts(answer, "Upload", "UploadId"))
        .containsExactlyInAnyOrderElementsOf(bucket.uploads.keySet());
    assertThat(Told.texts(answer, "Upload", "Key")).isSortedAccordingTo(BucketModel.ORDER);
  }

  // ------------------------------------------------------------------------------ deleting

  private void delete(BucketModel bucket, String key) {
    deleted(bucket, key, s3.delete(at(bucket, key)).hasStatus(204));
  }

  private void deleted(BucketModel bucket, String key, Answer answer) {
    if (bucket.versioning == null) {
      answer.hasHeader("x-amz-delete-marker", null);
      bucket.set(key, KeyState.EMPTY);
    } else {
      answer.hasHeader("x-amz-delete-marker", "true");
      bucket.set(key, bucket.at(key).with(Version.marker(newId(bucket, answer))));
    }
  }

  private void deleteVersion(BucketModel bucket, String key) {
    String id = anyVersion(bucket, key);
    Version version = bucket.at(key).find(id);
    s3.delete(at(bucket, key) + "?versionId=" + id)
        .hasStatus(204)
        .hasHeader("x-amz-version-id", id)
        .hasHeader("x-amz-delete-marker", version != null && version.isMarker() ? "true" : null);
    bucket.set(key, bucket.at(key).without(id));
  }

  /** Versions only: what their deletion makes of a key does not depend on what is told of it. */
  private void deleteMany(BucketModel bucket) {
    StringBuilder document = new StringBuilder("<Delete>");
    for (int i = 0; i < 3; i++) {
      String key = any(KEYS);
      String id = anyVersion(bucket, key);
      document.append("<Object><Key>").append(key).append("</Key><VersionId>").append(id);
      document.append("</VersionId></Object>");
      bucket.set(key, bucket.at(key).without(id));
    }
    String body = document.append("</Delete>").toString();
    Answer answer = s3.post("/" + bucket.name + "?delete", body, "Content-MD5", S3Wire.md5(body));
    assertThat(Told.elements(answer.hasStatus(200), "Deleted")).hasSize(3);
  }

  // ------------------------------------------------------------------------------ reading

  private void get(BucketModel bucket, String key) {
    Answer answer = s3.get(at(bucket, key));
    Version latest = bucket.at(key).latest();
    if (latest != null && !latest.isMarker()) {
      isThat(bucket, answer, latest);
    } else {
      answer.isError(404, "NoSuchKey");
      answer.hasHeader("x-amz-delete-marker", latest == null ? null : "true");
      answer.hasHeader("x-amz-version-id", latest == null ? null : latest.id());
    }
  }

  private void getVersion(BucketModel bucket, String key) {
    String id = anyVersion(bucket, key);
    Answer answer = s3.get(at(bucket, key) + "?versionId=" + id);
    Version version = bucket.at(key).find(id);
    if (version == null) {
      answer.isError(404, "NoSuchVersion");
    } else if (version.isMarker()) {
      answer.isError(405, "MethodNotAllowed").hasHeader("x-amz-delete-marker", "true");
    } else {
      isThat(bucket, answer, version);
    }
  }

  private void isThat(BucketModel bucket, Answer answer, Version version) {
    answer.hasStatus(200).hasHeader("ETag", '"' + version.etag() + '"');
    answer.hasHeader("x-amz-version-id", bucket.versioning == null ? null : version.id());
    assertThat(answer.body()).isEqualTo(bodies.get(version.etag()));
  }

  // ------------------------------------------------------------------------------ listing

  private void listObjects(BucketModel bucket, String prefix, int maxKeys) {
    String delimiter = any(List.of("", "/", "a"));
    List<Row> rows = bucket.objects(prefix, delimiter.isEmpty() ? null : delimiter);
    String token = "";
    int from = 0;
    do {
      Answer answer =
          s3.get(
              "/%s?list-type=2&prefix=%s&delimiter=%s&max-keys=%d%s"
                  .formatted(bucket.name, encoded(prefix), encoded(delimiter), maxKeys, token));
      List<Row> page = rows.subList(from, Math.min(rows.size(), from + maxKeys));
      from += page.size();
      assertThat(Told.texts(answer.hasStatus(200), "Contents", "Key")).isEqualTo(keys(page, false));
      assertThat(Told.texts(answer, "CommonPrefixes", "Prefix")).isEqualTo(keys(page, true));
      answer.has("KeyCount", Integer.toString(page.size()));
      answer.has("IsTruncated", Boolean.toString(from < rows.size()));
      token =
          "&continuation-token=" + encoded(String.valueOf(answer.element("NextContinuationToken")));
    } while (from < rows.size());
  }

  private static String encoded(String value) {
    return Told.encoded(value).replace("/", "%2F");
  }

  private static List<String> keys(List<Row> rows, boolean prefixes) {
    return rows.stream().filter(row -> row.prefix() == prefixes).map(Row::key).toList();
  }

  private void listVersions(BucketModel bucket, String prefix, int maxKeys) {
    List<Row> rows = bucket.versions(prefix);
    String marker = "";
    int from = 0;
    do {
      Answer answer =
          s3.get(
              "/%s?versions&prefix=%s&max-keys=%d%s"
                  .formatted(bucket.name, encoded(prefix), maxKeys, marker));
      List<Row> page = rows.subList(from, Math.min(rows.size(), from + maxKeys));
      from += page.size();
      assertThat(versions(answer.hasStatus(200))).isEqualTo(versions(page));
      answer.has("IsTruncated", Boolean.toString(from < rows.size()));
      if (from < rows.size()) {
        marker =
            "&key-marker="
                + encoded(page.getLast().key())
                + "&version-id-marker="
                + page.getLast().version().id();
      }
    } while (from < rows.size());
  }

  private static List<String> versions(Answer answer) {
    return Told.elements(answer, "Version", "DeleteMarker").stream()
        .map(
            element ->
                Told.text(element, "Key")
                    + " "
                    + Told.text(element, "VersionId")
                    + " "
                    + Told.bare(Told.text(element, "ETag"))
                    + " "
                    + Told.text(element, "IsLatest"))
        .toList();
  }

  private static List<String> versions(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                row.key()
                    + " "
                    + row.version().id()
                    + " "
                    + row.version().etag()
                    + " "
                    + row.latest())
        .toList();
  }

  // ------------------------------------------------------------------------------ the rest

  private void switchVersioning(BucketModel bucket) {
    bucket.versioning = random.nextInt(3) > 0 ? "Enabled" : "Suspended";
    s3.versioning(bucket.name, bucket.versioning);
  }

  /** Does things that the model never hears of, between a snapshot and its restore. */
  private void goBack(BucketModel bucket) {
    try (Store.Snapshot snapshot = s3.store().snapshot()) {
      for (int i = 0; i < 10; i++) {
        String key = any(KEYS);
        s3.send("PUT", at(bucket, key), body()).hasStatus(200);
        s3.delete(at(bucket, any(KEYS))).hasStatus(204);
        s3.delete(at(bucket, key) + "?versionId=" + anyVersion(bucket, key)).hasStatus(204);
      }
      if (random.nextBoolean()) {
        s3.versioning(bucket.name, "Suspended");
      }
      s3.store().restore(snapshot);
    }
  }
}
