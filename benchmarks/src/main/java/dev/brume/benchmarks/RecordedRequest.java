package dev.brume.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A request as an SDK has sent it, recorded byte for byte: its header fields in their order and
 * spelling, and its body. A replay keeps all of that, puts another host, path and body in, and
 * signs again the fields that the SDK signed, in the form in which it did.
 *
 * <p>The recordings stand in {@code recorded/<sdk>/<operation>.http}; those of PutObject leave the
 * body out.
 */
final class RecordedRequest {
  private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
  private static final String CRLF = "\r\n";
  private static final int SIGNATURE_LENGTH = 64;

  private final String method;
  private final String target;
  private final List<String[]> fields = new ArrayList<>();
  private final String body;

  private RecordedRequest(String text) {
    int blank = text.indexOf("\n\n");
    String[] lines = text.substring(0, blank).split("\n");
    String[] first = lines[0].split(" ");
    method = first[0];
    target = first[1];
    for (int i = 1; i < lines.length; i++) {
      fields.add(lines[i].split(": ", 2));
    }
    body = text.substring(blank + 2);
  }

  static RecordedRequest of(String sdk, String operation) {
    String name = "/recorded/" + sdk + "/" + operation + ".http";
    try (InputStream in = RecordedRequest.class.getResourceAsStream(name)) {
      return new RecordedRequest(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The recorded body with another value of a member of the JSON text in it. */
  String bodyWith(String member, String value) {
    return bodyWith(body, member, value);
  }

  static String bodyWith(String json, String member, String value) {
    return json.replaceFirst(
        "(\"" + member + "\": ?\")[^\"]*", "$1" + value.replace("\\", "\\\\").replace("$", "\\$"));
  }

  /** The request with another body, for the host of a server. */
  byte[] replay(String host, String newBody) {
    return replay(host, target, newBody.getBytes(StandardCharsets.UTF_8));
  }

  /** The request with another body and for another path, head and body in one array. */
  byte[] replay(String host, String path, byte[] content) {
    int query = target.indexOf('?');
    String newTarget = method.equals("POST") || query < 0 ? path : path + target.substring(query);
    String date = Signing.now();
    String payload = payload(content);
    boolean inChunks = payload.equals(SIGNED_CHUNKS);
    String trailer = inChunks ? "x-amz-checksum-crc32:" + crc32(content) : "";
    int length = inChunks ? lengthInChunks(content.length, trailer) : content.length;
    List<String[]> replayed = new ArrayList<>();
    Map<String, String> values = new TreeMap<>();
    for (String[] field : fields) {
      String name = field[0].toLowerCase(Locale.ROOT);
      String value =
          switch (name) {
            case "host" -> host;
            case "x-amz-date" -> date;
            case "x-amz-content-sha256" -> payload;
            case "content-length" -> Integer.toString(length);
            case "x-amz-checksum-crc32" -> method.equals("PUT") ? crc32(content) : field[1];
            default -> field[1];
          };
      values.put(name, value);
      replayed.add(new String[] {field[0], value});
    }
    String authorization = values.get("authorization");
    String scope = authorization.replaceFirst(".*Credential=[^/]*/\\d{8}", date.substring(0, 8));
    scope = scope.substring(0, scope.indexOf(','));
    String names = authorization.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
    StringBuilder lines = new StringBuilder();
    for (String name : names.split(";")) {
      lines.append(name).append(':').append(values.get(name)).append('\n');
    }
    String signature =
        Signing.signature(date, scope, method, newTarget, lines.toString(), names, payload);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(ascii(method + ' ' + newTarget + " HTTP/1.1" + CRLF));
    for (String[] field : replayed) {
      String value =
          field[0].equalsIgnoreCase("authorization")
              ? "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                  .formatted(Signing.KEY, scope, names, signature)
              : field[1];
      request.writeBytes(ascii(field[0] + ": " + value + CRLF));
    }
    request.writeBytes(ascii(CRLF));
    if (inChunks) {
      writeChunks(request, content, trailer, new ChunkSigner(date, scope, signature));
    } else {
      request.writeBytes(content);
    }
    return request.toByteArray();
  }

  /** What stands in x-amz-content-sha256; the hash of the body where it is not sent. */
  private String payload(byte[] content) {
    for (String[] field : fields) {
      if (field[0].equalsIgnoreCase("x-amz-content-sha256")
          && field[1].length() != SIGNATURE_LENGTH) {
        return field[1];
      }
    }
    return Signing.sha256(content);
  }

  private static int lengthInChunks(int length, String trailer) {
    int line = ";chunk-signature=".length() + SIGNATURE_LENGTH + CRLF.length();
    int chunk = Integer.toHexString(length).length() + line + length + CRLF.length();
    int end = "0".length() + line + trailer.length() + CRLF.length();
    int signed = "x-amz-trailer-signature:".length() + SIGNATURE_LENGTH + 2 * CRLF.length();
    return chunk + end + signed;
  }

  private static void writeChunks(
      ByteArrayOutputStream to, byte[] content, String trailer, ChunkSigner signer) {
    String size = Integer.toHexString(content.length);
    to.writeBytes(ascii(size + ";chunk-signature=" + signer.chunk(content) + CRLF));
    to.writeBytes(content);
    to.writeBytes(ascii(CRLF + "0;chunk-signature=" + signer.chunk(new byte[0]) + CRLF));
    to.writeBytes(ascii(trailer + CRLF));
    to.writeBytes(ascii("x-amz-trailer-signature:" + signer.trailer(trailer) + CRLF + CRLF));
  }

  private static String crc32(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(value);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Signs the chunks of a body one after the other, each with the signature before it. */
  private static final class ChunkSigner {
    private final String date;
    private final String scope;
    private String previous;

    ChunkSigner(String date, String scope, String seed) {
      this.date = date;
      this.scope = scope;
      this.previous = seed;
    }

    String chunk(byte[] content) {
      String hashes = Signing.sha256(new byte[0]) + '\n' + Signing.sha256(content);
      return next("AWS4-HMAC-SHA256-PAYLOAD", hashes);
    }

    String trailer(String line) {
      return next("AWS4-HMAC-SHA256-TRAILER", Signing.sha256(ascii(line + '\n')));
    }

    private String next(String algorithm, String hashes) {
      previous = Signing.sign(scope, String.join("\n", algorithm, date, scope, previous, hashes));
      return previous;
    }
  }
}
