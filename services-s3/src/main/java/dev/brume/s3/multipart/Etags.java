package dev.brume.s3.multipart;

/** Entity tags, which clients send with or without quotes. */
final class Etags {
  private Etags() {}

  static String bare(String etag) {
    boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
    return quoted ? etag.substring(1, etag.length() - 1) : etag;
  }

  static String quoted(String etag) {
    return '"' + etag + '"';
  }
}
