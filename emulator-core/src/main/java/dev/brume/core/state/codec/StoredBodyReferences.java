package dev.brume.core.state.codec;

import dev.brume.core.blob.StoredBody;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** Which bodies in files a value refers to that was written down, and where in its bytes. */
public final class StoredBodyReferences {
  /** Of values that refer to none. */
  public static final StoredBodyReferences NONE = new StoredBodyReferences(List.of());

  private final List<StoredBodyCodec.LinkOffset> places;

  private StoredBodyReferences(List<StoredBodyCodec.LinkOffset> places) {
    this.places = places;
  }

  static StoredBodyReferences of(List<StoredBodyCodec.LinkOffset> places) {
    return places.isEmpty() ? NONE : new StoredBodyReferences(places);
  }

  /** Visits each body, as often as it is referred to. */
  public void visit(Consumer<StoredBody> visitor) {
    places.forEach(place -> visitor.accept(place.body()));
  }

  /**
   * The value's bytes with the bodies' ids in their present store, which may not be the store that
   * encoded the value.
   *
   * @return {@code bytes} itself if nothing has to be changed
   */
  public byte[] relink(byte[] bytes) {
    if (places.isEmpty()) {
      return bytes;
    }
    byte[] linked = bytes.clone();
    for (StoredBodyCodec.LinkOffset place : places) {
      ByteBuffer.wrap(linked).putLong(place.offset(), place.body().link().id());
    }
    return linked;
  }
}
