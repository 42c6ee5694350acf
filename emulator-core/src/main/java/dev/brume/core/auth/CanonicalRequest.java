package dev.brume.core.auth;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Writes the canonical request, the text that client and server hash. Each character represents one
 * byte of the request, so that bytes outside of ASCII are preserved.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request: create a canonical request</a>
 */
final class CanonicalRequest {
  private static final String SIGNATURE_PARAMETER = "X-Amz-Signature";
  private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

  private final StringBuilder text = new StringBuilder(512);
  private final HttpRequest request;

  private CanonicalRequest(HttpRequest request) {
    this.request = request;
  }

  /**
   * The canonical form.
   *
   * @param signedHeaders the names as the client listed them, separated by semicolons
   * @param payloadHash the last line
   */
  static String of(
      HttpRequest request,
      SignatureRules rules,
      boolean presigned,
      String signedHeaders,
      String payloadHash) {
    CanonicalRequest canonical = new CanonicalRequest(request);
    canonical.text.append(request.method()).append('\n');
    switch (rules) {
      case COMMON -> canonical.encode(normalised(request.path()), true);
      case DECLARED_PAYLOAD -> canonical.recode(request.path(), true);
    }
    canonical.text.append('\n');
    canonical.query(presigned);
    canonical.text.append('\n');
    canonical.headers(signedHeaders);
    canonical.text.append('\n').append(signedHeaders).append('\n');
    return canonical.text.append(payloadHash).toString();
  }

  /** Removes empty and dot segments, as RFC 3986 specifies. */
  private static String normalised(String path) {
    if (!path.contains("//") && !path.contains("/.")) {
      return path;
    }
    Deque<String> segments = new ArrayDeque<>();
    String last = "";
    for (String segment : path.split("/", -1)) {
      last = segment;
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    boolean isFolder = last.isEmpty() || last.equals(".") || last.equals("..");
    return segments.isEmpty() ? "/" : "/" + String.join("/", segments) + (isFolder ? "/" : "");
  }

  /** Encodes every character except the unreserved ones and optionally slashes. */
  private void encode(String raw, boolean keepsSlashes) {
    for (int i = 0; i < raw.length(); i++) {
      appendOctet(raw.charAt(i), keepsSlashes);
    }
  }

  /**
   * Re-encodes encoded text the way the client must have: unreserved characters plain. In a path
   * also slashes, even encoded ones: the Java SDK sends the second of two slashes as {@code %2F}
   * after signing it plain.
   */
  private void recode(String raw, boolean isPath) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      int octet = c == '%' ? octetAt(raw, i + 1) : -1;
      if (octet >= 0) {
        appendOctet((char) octet, isPath);
        i += 2;
      } else if (c == '+' && !isPath) {
        appendOctet(' ', false);
      } else {
        appendOctet(c, isPath);
      }
    }
  }

  /** The octet that two hex digits encode, or -1. */
  private static int octetAt(String raw, int at) {
    if (at + 1 >= raw.length()) {
      return -1;
    }
    int high = hexDigit(raw.charAt(at));
    int low = hexDigit(raw.charAt(at + 1));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private void appendOctet(char c, boolean keepsSlashes) {
    boolean plain =
        (c >= 'A' && c <= 'Z')
            || (c >= 'a' && c <= 'z')
            || (c >= '0' && c <= '9')
            || c == '-'
            || c == '.'
            || c == '_'
            || c == '~'
            || (keepsSlashes && c == '/');
    if (plain) {
      text.append(c);
    } else {
      text.append('%').append(DIGITS[c >> 4 & 0xf]).append(DIGITS[c & 0xf]);
    }
  }

  /** One parameter, encoded. */
  private record Parameter(String name, String value) implements Comparable<Parameter> {
    @Override
    public int compareTo(Parameter other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : value.compareTo(other.value);
    }
  }

  private void query(boolean presigned) {
    String query = request.query();
    if (query == null || query.isEmpty()) {
      return;
    }
    List<Parameter> parameters = new ArrayList<>();
    boolean isSignatureDue = presigned;
    for (String pair : query.split("&")) {
      int equal = pair.indexOf('=');
      String name = equal < 0 ? pair : pair.substring(0, equal);
      if (isSignatureDue && name.equals(SIGNATURE_PARAMETER)) {
        isSignatureDue = false;
      } else if (!pair.isEmpty()) {
        parameters.add(
            new Parameter(encodedName(name), recoded(equal < 0 ? "" : pair.substring(equal + 1))));
      }
    }
    Collections.sort(parameters);
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      text.append(i == 0 ? "" : "&").append(parameter.name()).append('=').append(parameter.value());
    }
  }

  /**
   * A name that only equals one of the signature's own after decoding was not parsed as such: it
   * must not appear as one.
   */
  private String encodedName(String raw) {
    String encoded = recoded(raw);
    boolean disguised =
        !encoded.equals(raw) && encoded.regionMatches(true, 0, "X-Amz-", 0, "X-Amz-".length());
    return disguised ? encodedPlainly(raw) : encoded;
  }

  private String recoded(String raw) {
    int start = text.length();
    recode(raw, false);
    return cut(start);
  }

  private String encodedPlainly(String raw) {
    int start = text.length();
    encode(raw, false);
    return cut(start);
  }

  private String cut(int start) {
    String written = text.substring(start);
    text.setLength(start);
    return written;
  }

  private void headers(String signedHeaders) {
    int start = 0;
    for (int end = signedHeaders.indexOf(';'); end >= 0; end = signedHeaders.indexOf(';', start)) {
      header(signedHeaders.substring(start, end));
      start = end + 1;
    }
    header(signedHeaders.substring(start));
  }

  /** All values of a header, trimmed and with runs of spaces collapsed. */
  private void header(String name) {
    text.append(name).append(':');
    Headers headers = request.headers();
    boolean first = true;
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).equalsIgnoreCase(name)) {
        if (!first) {
          text.append(',');
        }
        first = false;
        appendTrimmed(headers.value(i));
      }
    }
    text.append('\n');
  }

  /** Most values need no trimming, and are used unchanged. */
  private void appendTrimmed(String value) {
    int length = value.length();
    boolean trimmed =
        value.indexOf("  ") < 0
            && value.indexOf('\t') < 0
            && (length == 0 || value.charAt(0) != ' ' && value.charAt(length - 1) != ' ');
    if (trimmed) {
      text.append(value);
      return;
    }
    boolean owesSpace = false;
    int start = text.length();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || c == '\t') {
        owesSpace = text.length() > start;
      } else {
        if (owesSpace) {
          text.append(' ');
          owesSpace = false;
        }
        text.append(c);
      }
    }
  }
}
