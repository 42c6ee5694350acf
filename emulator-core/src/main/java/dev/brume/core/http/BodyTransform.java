package dev.brume.core.http;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Changes or inspects the bytes of a body as they pass. Stateful: one instance per body. */
public interface BodyTransform {
  /**
   * Takes a piece, cut anywhere.
   *
   * @param in the received piece; forwarded pieces may share its memory
   * @param out receives the forwarded pieces
   * @throws dev.brume.core.error.AwsError if the body is invalid
   */
  void accept(ByteBuffer in, Consumer<ByteBuffer> out);

  /**
   * Called at the end of the body.
   *
   * @param out receives the remaining output
   * @throws dev.brume.core.error.AwsError if the body ended too early or is invalid as a whole
   */
  void finish(Consumer<ByteBuffer> out);

  /** This transform, followed by {@code next}. */
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
