package dev.brume.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Records what a server answers to each kind of request, for {@link BareNetty} to say again. */
final class Recording {
  private static final String TARGET = "x-amz-target: ";

  private final Path folder;

  Recording(Path folder) {
    this.folder = folder;
  }

  /**
   * The name of a kind of requests: the operation where a field names it, or the method, the bucket
   * and the first parameter.
   */
  static String kind(String method, String target, String operation) {
    if (operation != null) {
      return operation;
    }
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    String parameters = query < 0 ? "" : target.substring(query + 1);
    String bucket = path.split("/", 3)[1];
    boolean inside = path.length() > bucket.length() + 1;
    return String.join("-", method, bucket, inside ? "key" : "", parameters.split("[=&]", 2)[0]);
  }

  void keep(byte[] requestHead, HttpConnection.Answer answer) {
    String text = new String(requestHead, StandardCharsets.ISO_8859_1);
    String[] line = text.split(" ", 3);
    int at = text.toLowerCase(Locale.ROOT).indexOf(TARGET);
    String operation = at < 0 ? null : text.substring(at + TARGET.length(), text.indexOf('\r', at));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(answer.head());
    bytes.writeBytes(answer.body());
    try {
      Files.write(folder.resolve(kind(line[0], line[1], operation)), bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
