package dev.brume.s3.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import dev.brume.s3.history.KeyState.Version;
import dev.brume.s3.history.Linearizer.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.w3c.dom.Element;

/** One of several clients of a bucket: does things at random, and writes down what was answered. */
final class HistoryClient {
  /** What the clients of a bucket share: the clock, and the uploads that have not been ended. */
  static final class Shared {
    final String bucket;
    final List<String> keys;
    final boolean keepsVersions;
    final AtomicLong clock = new AtomicLong();
    final Set<String> uploads = ConcurrentHashMap.newKeySet();

    Shared(String bucket, List<String> keys, boolean keepsVersions) {
      this.bucket = bucket;
      this.keys = keys;
      this.keepsVersions = keepsVersions;
    }
  }

  /** More than what is kept on the heap. */
  private static final int LARGE_BYTES = 70_000;

  private final S3Wire s3;
  private final Shared shared;
  private final Random random;
  private final Map<String, List<Event>> events = new HashMap<>();
  private final Map<String, List<Version>> seen = new HashMap<>();

  HistoryClient(S3Wire s3, Shared shared, long seed) {
    this.s3 = s3;
    this.shared = shared;
    this.random = new Random(seed);
    shared.keys.forEach(key -> events.put(key, new ArrayList<>()));
    shared.keys.forEach(key -> seen.put(key, new ArrayList<>()));
  }

  /** What this client did to a key. */
  List<Event> events(String key) {
    return events.get(key);
  }

  void step() {
    String key = shared.keys.get(random.nextInt(shared.keys.size()));
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4 -> put(key);
      case 5, 6, 7, 8, 9, 10 -> get(key);
      case 11 -> getVersion(key);
      case 12, 13 -> delete(key);
      case 14, 15, 16 -> deleteVersion(key);
      case 17 -> copy(shared.keys.get(random.nextInt(shared.keys.size())), key);
      case 18 -> upload(key);
      case 19, 20 -> listObjects();
      case 21, 22 -> listVersions();
      default -> meddle();
    }
  }

  // ------------------------------------------------------------------------------ writing down

  private long now() {
    return shared.clock.incrementAndGet();
  }

  private String at(String key) {
    return "/" + shared.bucket + "/" + Told.encoded(key);
  }

  private void told(String key, long start, String what, UnaryOperator<KeyState> effect) {
    events.get(key).add(new Event(start, now(), what, effect));
  }

  /** What holds at one moment, and changes nothing. */
  private void held(String key, long start, String what, Predicate<KeyState> holds) {
    told(key, start, what, state -> holds.test(state) ? state : null);
  }

  private void made(String key, long start, String what, Version made, Predicate<KeyState> before) {
    seen.get(key).add(made);
    told(key, start, what + made, state -> before.test(state) ? state.with(made) : null);
  }

  private static AssertionError unexpected(Answer answer) {
    return new AssertionError(answer.status() + " " + answer.text());
  }

  /** A version of the key that this client has met; one that there never was if it has met none. */
  private Version anySeen(String key) {
    List<Version> versions = seen.get(key);
    return versions.isEmpty()
        ? Version.marker(KeyState.NULL_ID)
        : versions.get(random.nextInt(versions.size()));
  }

  private byte[] body() {
    byte[] body = new byte[random.nextInt(8) == 0 ? LARGE_BYTES : 8 + random.nextInt(2_000)];
    random.nextBytes(body);
    return body;
  }

  // ------------------------------------------------------------------------------ changing

  private void put(String key) {
    byte[] body = body();
    Version expected = anySeen(key);
    boolean onlyNew = random.nextInt(6) == 0;
    boolean onlySame = !onlyNew && !expected.isMarker() && random.nextInt(6) == 0;
    Predicate<KeyState> same =
        state -> state.object() != null && state.object().etag().equals(expected.etag());
    String[] headers = {};
    if (onlyNew) {
      headers = new String[] {"If-None-Match", "*"};
    } else if (onlySame) {
      headers = new String[] {"If-Match", '"' + expected.etag() + '"'};
    }
    long start = now();
    Answer answer = s3.send("PUT", at(key), body, headers);
    Predicate<KeyState> empty = state -> state.object() == null;
    switch (answer.status()) {
      case 200 ->
          made(
              key,
              start,
              "put ",
              new Version(Told.versionId(answer), Told.etag(body)),
              onlyNew ? empty : onlySame ? same : state -> true);
      case 412 ->
          held(key, start, "refused", empty.negate().and(onlyNew ? state -> true : same.negate()));
      case 404 -> held(key, start, "found nothing to match", empty);
      default -> throw unexpected(answer);
    }
  }

  private void delete(String key) {
    long start = now();
    Answer answer = s3.delete(at(key)).hasStatus(204);
    if (shared.keepsVersions) {
      answer.hasHeader("x-amz-delete-marker", "true");
      made(key, start, "deleted ", Version.marker(Told.versionId(answer)), state -> true);
    } else {
      told(key, start, "deleted", state -> KeyState.EMPTY);
    }
  }

  private void deleteVersion(String key) {
    Version version = anySeen(key);
    long start = now();
    Answer answer = s3.delete(at(key) + "?versionId=" + version.id()).hasStatus(204);
    boolean marker = "true".equals(answer.header("x-amz-delete-marker"));
    told(
        key,
        start,
        "deleted version " + version.id() + " marker " + marker,
        state -> {
          Version found = state.find(version.id());
          return marker == (found != null && found.isMarker()) ? state.without(version.id()) : null;
        });
  }

  private void copy(String from, String to) {
    long start = now();
    Answer answer =
        s3.put(at(to), "", "x-amz-copy-source", at(from), "x-amz-metadata-directive", "REPLACE");
    switch (answer.status()) {
      case 200 -> {
        String etag = Told.text(Told.root(answer), "ETag").replace("\"", "");
        held(
            from,
            start,
            "was copied as " + etag,
            state ->
                state.object() != null
                    && (state.object().etag().equals(etag) || state.object().etag().contains("-")));
        made(to, start, "copied ", new Version(Told.versionId(answer), etag), state -> true);
      }
      case 404 -> held(from, start, "nothing to copy", state -> state.object() == null);
      // The source never rested.
      case 409 -> answer.isError(409, "OperationAborted");
      default -> throw unexpected(answer);
    }
  }

  /** An upload of one part, which others may abort while it is under way. */
  private void upload(String key) {
    byte[] body = body();
    String id = s3.post(at(key) + "?uploads", "").hasStatus(200).element("UploadId");
    String upload = at(key) + "?uploadId=" + id;
    shared.uploads.add(upload);
    if (random.nextInt(4) == 0) {
      return;
    }
    Answer part = s3.send("PUT", upload + "&partNumber=7", body);
    long start = now();
    String document = Told.completion(List.of("7", Told.etag(body)));
    Answer answer = s3.post(upload, document);
    if (answer.status() == 200) {
      assertThat(shared.uploads.remove(upload)).as("is completed or aborted").isTrue();
      part.hasStatus(200);
      Version made = new Version(Told.versionId(answer), Told.etag(List.of(body)));
      made(key, start, "uploaded ", made, state -> true);
      answer.has("ETag", "&quot;" + made.etag() + "&quot;");
    } else {
      answer.isError(404, "NoSuchUpload");
    }
  }

  /** Changes whether versions are kept, or aborts somebody's upload. */
  private void meddle() {
    if (shared.keepsVersions && random.nextBoolean()) {
      s3.versioning(shared.bucket, random.nextBoolean() ? "Enabled" : "Suspended");
      return;
    }
    for (String upload : shared.uploads) {
      Answer answer = s3.delete(upload);
      if (answer.status() == 204) {
        assertThat(shared.uploads.remove(upload)).as("is completed or aborted").isTrue();
      } else {
        answer.isError(404, "NoSuchUpload");
      }
      return;
    }
  }

  // ------------------------------------------------------------------------------ reading

  private void get(String key) {
    long start = now();
    Answer answer = s3.get(at(key));
    String id = Told.versionId(answer);
    if (answer.status() == 200) {
      Told.isWhole(answer);
      Version version = new Version(id, Told.bare(answer.header("ETag")));
      seen.get(key).add(version);
      held(key, start, "got " + version, state -> version.equals(state.object()));
    } else {
      answer.isError(404, "NoSuchKey");
      boolean marker = "true".equals(answer.header("x-amz-delete-marker"));
      Version latest = marker ? Version.marker(id) : null;
      held(key, start, "got none but " + latest, state -> Objects.equals(latest, state.latest()));
    }
  }

  private void getVersion(String key) {
    Version wanted = anySeen(key);
    long start = now();
    Answer answer = s3.get(at(key) + "?versionId=" + wanted.id());
    if (answer.status() == 200) {
      Told.isWhole(answer);
    }
    String etag = Told.bare(answer.header("ETag"));
    Version found =
        switch (answer.status()) {
          case 200 -> new Version(wanted.id(), etag);
          case 405 -> Version.marker(wanted.id());
          case 404 -> null;
          default -> throw unexpected(answer);
        };
    held(
        key,
        start,
        "got of version " + wanted.id() + ": " + found,
        state -> Objects.equals(found, state.find(wanted.id())));
  }

  private void listObjects() {
    long start = now();
    Answer answer = s3.get("/" + shared.bucket + "?list-type=2").hasStatus(200);
    Map<String, String> listed = new HashMap<>();
    for (Element object : Told.elements(answer, "Contents")) {
      listed.put(Told.text(object, "Key"), Told.bare(Told.text(object, "ETag")));
    }
    for (String key : shared.keys) {
      String etag = listed.remove(key);
      held(
          key,
          start,
          "listed as " + etag,
          state -> Objects.equals(etag, state.object() == null ? null : state.object().etag()));
    }
    assertThat(listed).isEmpty();
  }

  /** Tells of every key which versions it has, and which is the latest. */
  void listVersions() {
    long start = now();
    Answer answer = s3.get("/" + shared.bucket + "?versions").hasStatus(200);
    answer.has("IsTruncated", "false");
    List<Element> all = Told.elements(answer, "Version", "DeleteMarker");
    for (String key : shared.keys) {
      List<Element> listed =
          all.stream().filter(element -> Told.text(element, "Key").equals(key)).toList();
      for (Element element : listed) {
        boolean first = element == listed.getFirst();
        assertThat(Told.text(element, "IsLatest")).isEqualTo(Boolean.toString(first));
      }
      List<Version> versions = listed.stream().map(HistoryClient::version).toList();
      held(key, start, "listed with " + versions, state -> versions.equals(state.versions()));
    }
  }

  private static Version version(Element element) {
    return new Version(Told.text(element, "VersionId"), Told.bare(Told.text(element, "ETag")));
  }

  /** The uploads that there are: those that were neither completed nor aborted. */
  static void checkUploads(S3Wire s3, Shared shared) {
    Answer answer = s3.get("/" + shared.bucket + "?uploads").hasStatus(200);
    List<String> ids = Told.texts(answer, "Upload", "UploadId");
    assertThat(ids)
        .containsExactlyInAnyOrderElementsOf(
            shared.uploads.stream().map(upload -> upload.replaceAll(".*=", "")).toList());
  }
}
