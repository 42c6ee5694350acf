package dev.brume.core.state.codec;

import dev.brume.core.blob.StoredBody;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** Which bodies in files a value refers to that was written down, and where in its bytes. */
public final class BodyPlaces {
  /** Of values that refer to none. */
  public static final BodyPlaces NONE = new BodyPlaces(List.of());

  private final List<StoredBodyCodec.Place> places;

  private BodyPlaces(List<StoredBodyCodec.Place> places) {
    this.places = places;
  }

  static BodyPlaces of(List<StoredBodyCodec.Place> places) {
    return places.isEmpty() ? NONE : new BodyPlaces(places);
  }

  /** Shows each body, as often as it is referred to. */
  public void visit(Consumer<StoredBody> visitor) {
    places.forEach(place -> visitor.accept(place.body()));
  }

  /**
   * The value's bytes with the ids that the bodies have in their present store, which may not be
   * the one that the value was written by.
   *
   * @return {@code bytes} themselves where nothing has to be changed
   */
  public byte[] relink(byte[] bytes) {
    if (places.isEmpty()) {
      return bytes;
    }
    byte[] linked = bytes.clone();
    for (StoredBodyCodec.Place place : places) {
      ByteBuffer.wrap(linked).putLong(place.offset(), place.body().link().id());
    }
    return linked;
  }
}
