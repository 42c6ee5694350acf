package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import java.util.Arrays;

/**
 * Requests out of bytes of any kind, as the front end might hand them on: a line of method and
 * target, lines of fields, an empty line, the body. What the front end never lets through (control
 * characters, targets that are no paths) is bent.
 */
final class RequestText {
  private RequestText() {}

  static HttpRequest parse(byte[] input) {
    int head = endOfHead(input);
    String[] lines = new String(input, 0, head, ISO_8859_1).split("\n", -1);
    byte[] body =
        head + 2 <= input.length ? Arrays.copyOfRange(input, head + 2, input.length) : new byte[0];
    int space = lines[0].indexOf(' ');
    String method = space > 0 ? plain(lines[0].substring(0, space)) : "POST";
    String target = target(plain(lines[0].substring(space + 1)));
    int mark = target.indexOf('?');
    Headers headers = new Headers();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.add(
            plain(lines[i].substring(0, colon)).replace(' ', '-'),
            plain(lines[i].substring(colon + 1)).strip());
      }
    }
    return new HttpRequest(
        method,
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? null : target.substring(mark + 1),
        headers,
        new RequestBody.Whole(body),
        ClientConnection.INTERNAL);
  }

  private static int endOfHead(byte[] input) {
    for (int i = 0; i + 1 < input.length; i++) {
      if (input[i] == '\n' && input[i + 1] == '\n') {
        return i;
      }
    }
    return input.length;
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      plain.append(c < ' ' || c == 0x7f ? '_' : c);
    }
    return plain.toString();
  }

  private static String target(String text) {
    StringBuilder target = new StringBuilder(text.startsWith("/") ? "" : "/");
    for (char c : text.toCharArray()) {
      if (c > 0x7f || c == ' ') {
        target.append(String.format("%%%02X", (int) c));
      } else {
        target.append(c);
      }
    }
    return target.toString();
  }
}
