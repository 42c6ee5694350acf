package dev.brume.dynamodb;

import dev.brume.core.blob.BodyReceiver;
import dev.brume.core.blob.BodyReceiver.ReceivedBody;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.ObjectListing;
import dev.brume.core.port.ObjectSource;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.InputCompressionType;
import dev.brume.dynamodb.engine.BucketLocation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The objects in S3 that an import or a bulk put reads. */
final class InputObjects {
  private final Surroundings surroundings;
  private final Scope reader;
  private final BucketLocation place;
  private final String compression;
  private final StoreSection section;

  /**
   * @param compression GZIP or NONE; null for NONE
   */
  InputObjects(
      Surroundings surroundings,
      Scope reader,
      BucketLocation place,
      String compression,
      StoreSection section) {
    this.surroundings = surroundings;
    this.reader = reader;
    this.place = place;
    this.compression = compression;
    this.section = section;
  }

  /**
   * The objects under the prefix that hold anything, in the order of their keys. To be called in a
   * section of the store.
   *
   * @throws dev.brume.core.error.AwsError in S3's words
   */
  List<ObjectListing.Listed> list() {
    return surroundings
        .ports()
        .find(ObjectListing.class)
        .list(reader, place.bucket(), place.prefix() == null ? "" : place.prefix(), place.owner())
        .stream()
        .filter(object -> object.sizeBytes() > 0)
        .toList();
  }

  /**
   * The bytes of an object as they are stored. Waits for them, so call it in the background.
   *
   * @throws java.util.concurrent.CompletionException with an AwsError in S3's words
   */
  byte[] stored(String key) {
    ReceivedBody received =
        section
            .call(
                () ->
                    BodyReceiver.receive(
                        surroundings.bodies(),
                        surroundings
                            .ports()
                            .find(ObjectSource.class)
                            .open(reader, place.bucket(), key, null),
                        Set.of()))
            .toCompletableFuture()
            .join();
    byte[] content = received.body().bytes();
    received.body().discard();
    return content;
  }

  /**
   * The bytes of an object that is stored as {@code content}.
   *
   * @throws IOException where it is not compressed as was said
   */
  byte[] decompressed(byte[] content) throws IOException {
    if (!InputCompressionType.GZIP.equals(compression)) {
      return content;
    }
    try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return zip.readAllBytes();
    } catch (IOException e) {
      throw new IOException("The object is not compressed by GZIP", e);
    }
  }

  /**
   * The text of an object.
   *
   * @throws IOException where it is not in UTF-8
   */
  static String text(byte[] content) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("The object is not in UTF-8", e);
    }
  }
}
