package dev.brume.testkit;

import dev.brume.core.error.AwsError;
import dev.brume.core.port.ObjectAttributes;
import dev.brume.core.port.ObjectListing;
import dev.brume.core.port.ObjectSource;
import dev.brume.core.port.ObjectTarget;
import dev.brume.core.port.Ports;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.InMemoryByteStream;
import dev.brume.core.scope.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** One bucket, as other services see S3; whoever asks is its owner. */
public final class MemoryBuckets implements ObjectSource, ObjectListing, ObjectTarget {
  /** Its name. */
  public static final String BUCKET = "bucket";

  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Map<String, ObjectAttributes> attributes = new ConcurrentHashMap<>();
  private volatile boolean refusing;

  /** The ports under which it is found. */
  public Ports ports() {
    return offer(new Ports());
  }

  /** Offers it under these ports. */
  public Ports offer(Ports ports) {
    return ports
        .offer(ObjectSource.class, () -> this)
        .offer(ObjectListing.class, () -> this)
        .offer(ObjectTarget.class, () -> this);
  }

  /** What it holds, by key. */
  public NavigableMap<String, byte[]> objects() {
    return objects;
  }

  /** What was said of an object that another service has put. */
  public ObjectAttributes attributes(String key) {
    return attributes.get(key);
  }

  /** Has every object refused that comes from now on, or accepted again. */
  public void refuse(boolean all) {
    refusing = all;
  }

  /** Puts a text. */
  public void put(String key, String text) {
    objects.put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts a text, compressed. */
  public void putZipped(String key, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    objects.put(key, bytes.toByteArray());
  }

  /** The text of an object. */
  public String text(String key) {
    return new String(objects.get(key), StandardCharsets.UTF_8);
  }

  /** The text of a compressed object. */
  public String unzipped(String key) {
    try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(objects.get(key)))) {
      return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(String bucket) {
    if (!bucket.equals(BUCKET)) {
      throw AwsError.client("NoSuchBucket", 404, "The specified bucket does not exist");
    }
  }

  private static void checkOwner(Scope caller, String expectedOwner) {
    if (expectedOwner != null && !expectedOwner.equals(caller.account())) {
      throw accessDenied();
    }
  }

  private static AwsError accessDenied() {
    return AwsError.client("AccessDenied", 403, "Access Denied");
  }

  @Override
  public ByteStream open(Scope reader, String bucket, String key, String versionId) {
    check(bucket);
    return new InMemoryByteStream(objects.get(key));
  }

  @Override
  public List<Listed> list(Scope reader, String bucket, String prefix, String expectedOwner) {
    check(bucket);
    checkOwner(reader, expectedOwner);
    return objects.entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .map(each -> new Listed(each.getKey(), each.getValue().length))
        .toList();
  }

  @Override
  public CompletionStage<String> put(
      Scope writer, String bucket, String key, byte[] content, ObjectAttributes said) {
    try {
      check(bucket);
      checkOwner(writer, said.expectedOwner());
    } catch (AwsError refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
    if (refusing) {
      return CompletableFuture.failedFuture(accessDenied());
    }
    objects.put(key, content);
    attributes.put(key, said);
    return CompletableFuture.completedFuture("tag");
  }
}
