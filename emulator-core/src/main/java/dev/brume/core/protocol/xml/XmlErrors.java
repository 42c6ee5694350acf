package dev.brume.core.protocol.xml;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Struct;

/** The content of {@code <Error>} in all protocols with XML responses. */
public final class XmlErrors {
  private XmlErrors() {}

  /** Writes the code, the message, the error structure's other members and the details. */
  public static void content(XmlWriter out, AwsError error, String code) {
    out.element("Code", code);
    if (error.getMessage() != null) {
      out.element("Message", readable(error.getMessage()));
    }
    Struct value = error.value();
    if (value != null) {
      XmlEncoder encoder = new XmlEncoder(out);
      for (Member member : value.schema().members()) {
        if (isFurther(member)) {
          encoder.member(member, value.get(member.index()));
        }
      }
    }
    error.details().forEach((name, detail) -> out.element(name, readable(detail)));
  }

  /** Errors repeat clients' input; characters that XML 1.0 can't represent become U+FFFD. */
  private static String readable(String text) {
    if (text.chars().allMatch(XmlErrors::isReadable)) {
      return text;
    }
    StringBuilder readable = new StringBuilder(text.length());
    text.chars().forEach(c -> readable.append(isReadable(c) ? (char) c : '\uFFFD'));
    return readable.toString();
  }

  private static boolean isReadable(int character) {
    return character >= ' '
        ? character < 0xFFFE
        : character == '\t' || character == '\n' || character == '\r';
  }

  private static boolean isFurther(Member member) {
    return !member.name().equalsIgnoreCase("message")
        && !member.name().equals("Code")
        && member.location().isInResponseBody();
  }
}
