package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.AwsChunkedDecoder;
import dev.brume.core.http.PayloadForm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Bodies in {@code aws-chunked} coding: wherever they are cut on their way, the same bytes come out
 * and the same error. The first byte says in which form, the next two how long the body says it is.
 */
final class AwsChunkedTarget implements Target {
  private static final PayloadForm[] FORMS = PayloadForm.values();

  @Override
  public List<byte[]> seeds() {
    String signature = ";chunk-signature=" + "0a".repeat(32);
    String trailer = "x-amz-checksum-crc32:AAAAAA==\r\n";
    List<byte[]> seeds = new ArrayList<>();
    for (PayloadForm form : FORMS) {
      String extension = form.isSigned() ? signature : "";
      StringBuilder body = new StringBuilder();
      body.append("2000").append(extension).append("\r\n").append("x".repeat(8192)).append("\r\n");
      body.append("3").append(extension).append("\r\nabc\r\n");
      String end = "0" + extension + "\r\n" + (form.hasTrailer() ? trailer : "");
      if (form.isSigned() && form.hasTrailer()) {
        end += "x-amz-trailer-signature:" + "0b".repeat(32) + "\r\n";
      }
      seeds.add(seed(form, 8195, body + end + "\r\n"));
      seeds.add(seed(form, 3, "3" + extension + "\r\nabc\r\n" + end + "\r\n"));
      seeds.add(seed(form, 0, end + "\r\n"));
    }
    return seeds;
  }

  private static byte[] seed(PayloadForm form, int length, String text) {
    byte[] body = text.getBytes(ISO_8859_1);
    return ByteBuffer.allocate(body.length + 3)
        .put((byte) form.ordinal())
        .putShort((short) length)
        .put(body)
        .array();
  }

  @Override
  public void take(byte[] input) {
    if (input.length < 3) {
      return;
    }
    PayloadForm form = FORMS[Byte.toUnsignedInt(input[0]) % FORMS.length];
    int length = Short.toUnsignedInt(ByteBuffer.wrap(input).getShort(1));
    byte[] body = Arrays.copyOfRange(input, 3, input.length);
    String whole = decode(form, length, body, body.length);
    Random cuts = new Random(body.length);
    Refusals.check(whole.equals(decode(form, length, body, 1)), "Other bytes from single bytes");
    int piece = 1 + cuts.nextInt(64);
    Refusals.check(
        whole.equals(decode(form, length, body, piece)), "Other bytes from pieces of " + piece);
  }

  /** What came out, and how it ended. */
  private static String decode(PayloadForm form, int length, byte[] body, int pieceBytes) {
    AwsChunkedDecoder decoder = new AwsChunkedDecoder(form, length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Consumer<ByteBuffer> sink =
        piece -> {
          byte[] bytes = new byte[piece.remaining()];
          piece.get(bytes);
          out.writeBytes(bytes);
        };
    String end;
    try {
      for (int at = 0; at < body.length; at += pieceBytes) {
        decoder.accept(ByteBuffer.wrap(body, at, Math.min(pieceBytes, body.length - at)), sink);
      }
      decoder.finish(sink);
      Refusals.check(out.size() == length, "Accepted " + out.size() + " bytes for " + length);
      end = "whole, " + decoder.trailers() + decoder.trailerSignature();
    } catch (AwsError refused) {
      Refusals.check(refused);
      end = refused.code();
    }
    Refusals.check(out.size() <= length, "More bytes than announced");
    return out.toString(ISO_8859_1) + "|" + end;
  }
}
