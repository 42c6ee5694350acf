package dev.brume.s3;

/** Escapes text for XML and HTML outside of the model. */
public final class XmlText {
  private XmlText() {}

  /** The text with markup characters replaced by references. */
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> {
          boolean control = c < ' ' && c != '\t' && c != '\n';
          out.append(control ? "&#" + (int) c + ";" : String.valueOf(c));
        }
      }
    }
    return out.toString();
  }
}
