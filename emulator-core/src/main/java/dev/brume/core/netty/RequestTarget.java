package dev.brume.core.netty;

/**
 * Path and query of a request line's target. The path stays as sent, except that bytes outside of
 * ASCII are percent-encoded: clients that send them raw mean the same.
 *
 * @param path starts with a slash
 * @param query the text after the first question mark, or null
 * @param authority host and port of an absolute-form target, or null
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, 3.2: request
 *     target</a>
 */
record RequestTarget(String path, String query, String authority) {
  private static final String HEX = "0123456789ABCDEF";

  /** Parses origin-form and absolute-form; the other two forms are invalid here. */
  static RequestTarget parse(String target) {
    String text = checked(target);
    if (text.charAt(0) == '/') {
      return split(text, null);
    }
    int scheme = text.indexOf("://");
    if (scheme <= 0 || !isWebScheme(text.substring(0, scheme))) {
      throw new RefusedRequestException(400, "request target in no supported form");
    }
    int start = scheme + 3;
    int end = start;
    while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') {
      end++;
    }
    String authority = text.substring(start, end);
    if (authority.isEmpty()) {
      throw new RefusedRequestException(400, "request target without host");
    }
    String rest = text.substring(end);
    return split(rest.startsWith("/") ? rest : "/" + rest, authority);
  }

  private static boolean isWebScheme(String scheme) {
    return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
  }

  private static RequestTarget split(String text, String authority) {
    int mark = text.indexOf('?');
    return mark < 0
        ? new RequestTarget(text, null, authority)
        : new RequestTarget(text.substring(0, mark), text.substring(mark + 1), authority);
  }

  private static String checked(String target) {
    boolean ascii = true;
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c == 0x7f || c == '#') {
        throw new RefusedRequestException(400, "character not allowed in a request target");
      }
      ascii &= c < 0x80;
    }
    if (target.isEmpty()) {
      throw new RefusedRequestException(400, "empty request target");
    }
    return ascii ? target : encoded(target);
  }

  private static String encoded(String target) {
    StringBuilder text = new StringBuilder(target.length() + 16);
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c < 0x80) {
        text.append(c);
      } else {
        text.append('%').append(HEX.charAt((c >> 4) & 15)).append(HEX.charAt(c & 15));
      }
    }
    return text.toString();
  }
}
