package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Removes {@code aws-chunked} from a body and verifies each chunk's signature at the chunk's end.
 */
final class SignedChunks implements BodyTransform {
  private final AwsChunkedDecoder decoder;
  private final ChunkSignatures signatures;
  private final boolean hasTrailer;
  private Digest digest;
  private String signature;

  SignedChunks(
      PayloadForm form, long decodedLength, ChunkSignatures signatures, PayloadErrors errors) {
    this.decoder = new AwsChunkedDecoder(form, decodedLength, this::begin, errors);
    this.signatures = signatures;
    this.hasTrailer = form.hasTrailer();
  }

  Headers trailers() {
    return decoder.trailers();
  }

  private void begin(long sizeBytes, String newSignature) {
    endChunk();
    digest = ChecksumAlgorithm.SHA256.start();
    signature = newSignature;
  }

  private void endChunk() {
    if (digest != null) {
      signatures.chunk(HexFormat.of().formatHex(digest.value()), signature);
      digest = null;
    }
  }

  @Override
  public void accept(ByteBuffer in, Consumer<ByteBuffer> out) {
    decoder.accept(
        in,
        piece -> {
          digest.update(piece);
          out.accept(piece);
        });
  }

  @Override
  public void finish(Consumer<ByteBuffer> out) {
    decoder.finish(out);
    endChunk();
    if (hasTrailer) {
      signatures.trailer(decoder.trailers(), decoder.trailerSignature());
    }
  }
}
