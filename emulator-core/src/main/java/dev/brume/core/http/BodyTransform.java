package dev.brume.core.http;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Changes or inspects the bytes of a body as they pass. Has state: one for each body. */
public interface BodyTransform {
  /**
   * Takes a piece, cut anywhere.
   *
   * @param in what has come; what is handed on may share its memory
   * @param out takes what is to be handed on
   * @throws dev.brume.core.error.AwsError where the body is wrong
   */
  void accept(ByteBuffer in, Consumer<ByteBuffer> out);

  /**
   * The body has come to its end.
   *
   * @param out takes what is still to be handed on
   * @throws dev.brume.core.error.AwsError where that is too early, or the whole is wrong
   */
  void finish(Consumer<ByteBuffer> out);

  /** This one, and {@code next} on what it hands on. */
  default BodyTransform then(BodyTransform next) {
    BodyTransform first = this;
    return new BodyTransform() {
      @Override
      public void accept(ByteBuffer in, Consumer<ByteBuffer> out) {
        first.accept(in, piece -> next.accept(piece, out));
      }

      @Override
      public void finish(Consumer<ByteBuffer> out) {
        first.finish(piece -> next.accept(piece, out));
        next.finish(out);
      }
    };
  }
}
