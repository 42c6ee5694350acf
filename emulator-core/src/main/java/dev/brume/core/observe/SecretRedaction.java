package dev.brume.core.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.brume.core.http.Headers;
import dev.brume.core.http.QueryString;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Schema;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes secrets from displayed requests: signatures, session tokens, customer keys, and
 * everything that the model marks as sensitive in the operation's input, output and errors, by its
 * names on the wire.
 *
 * @see <a href="https://smithy.io/2.0/spec/documentation-traits.html#sensitive-trait">Smithy: the
 *     sensitive trait</a>
 */
public final class SecretRedaction {
  /** Replaces a removed secret. */
  public static final String MASK = "***";

  /** Names that are secret in every message, in lower case. */
  private static final Set<String> ALWAYS =
      Set.of(
          "authorization",
          "clientsecret",
          "cookie",
          "password",
          "plaintext",
          "privatekey",
          "secretaccesskey",
          "secretbinary",
          "secretstring",
          "sessiontoken",
          "set-cookie",
          "signature",
          "x-amz-copy-source-server-side-encryption-customer-key",
          "x-amz-copy-source-server-side-encryption-customer-key-md5",
          "x-amz-security-token",
          "x-amz-server-side-encryption-customer-key",
          "x-amz-server-side-encryption-customer-key-md5",
          "x-amz-signature",
          "x-amz-trailer-signature");

  /** Also secret with the prefix {@code x-amz-}: session tokens. */
  private static final String SESSION_TOKEN = "session-token";

  /** In texts and chunks: the name of a signature, a token or a key, followed by its value. */
  private static final Pattern IN_TEXT =
      Pattern.compile(
          "(?i)((?:chunk-|trailer-)?signature=|x-amz-(?:trailer-signature|signature|security-token"
              + "|\\w{0,20}session-token|(?:copy-source-)?server-side-encryption-customer-key(?:-md5)?)"
              + "[=:] ?|bearer |basic )[^\\s&,;'\"<]+");

  private static final Pattern SIGNATURE_FIELD = Pattern.compile("(?i)(signature=)[^\\s,]+");

  /** The name of a multipart form's field, in its part's head. */
  private static final Pattern FIELD_NAME = Pattern.compile("(?i)[ ;]name=\"?([\\w-]+)");

  private static final Pattern XML_START = Pattern.compile("<([\\w.:-]+)(?:\\s[^<>]*)?>");

  private static final JsonFactory JSON = new JsonFactory();
  private static final CBORFactory CBOR = new CBORFactory();

  private final Set<String> names;

  /** Whether the body as a whole is sensitive: the payload of Lambda's Invoke. */
  private final boolean wholeBody;

  private SecretRedaction(Set<String> names, boolean wholeBody) {
    this.names = names;
    this.wholeBody = wholeBody;
  }

  /** Names that are the same in every message. */
  public static SecretRedaction common() {
    return new SecretRedaction(ALWAYS, false);
  }

  /** The secrets in requests of {@code operation}. */
  public static SecretRedaction ofRequest(Operation<?, ?> operation) {
    return of(operation.input());
  }

  /** The secrets in responses of {@code operation}. */
  public static SecretRedaction ofResponse(Operation<?, ?> operation) {
    Set<String> names = new HashSet<>(ALWAYS);
    Set<Schema> seen = new HashSet<>();
    boolean whole = collect(operation.output(), names, seen);
    operation.errors().forEach(error -> collect(error, names, seen));
    return new SecretRedaction(names, whole);
  }

  private static SecretRedaction of(Schema schema) {
    Set<String> names = new HashSet<>(ALWAYS);
    boolean whole = collect(schema, names, new HashSet<>());
    return new SecretRedaction(names, whole);
  }

  /** Adds the sensitive members below {@code schema}; returns whether its payload is sensitive. */
  private static boolean collect(Schema schema, Set<String> names, Set<Schema> seen) {
    boolean payload = false;
    if (!seen.add(schema)) {
      return false;
    }
    for (Member member : schema.members()) {
      if (isSensitive(member)) {
        add(member, names);
        payload |= member.location() == Location.PAYLOAD;
      } else {
        collect(member.target(), names, seen);
      }
    }
    return payload;
  }

  private static boolean isSensitive(Member member) {
    return member.isSensitive()
        || switch (member.target().type()) {
          case LIST -> member.target().element().isSensitive();
          case MAP -> member.target().value().isSensitive() || member.target().key().isSensitive();
          default -> false;
        };
  }

  private static void add(Member member, Set<String> names) {
    names.add(lower(member.name()));
    names.add(lower(member.jsonName()));
    addIfAny(member.xmlName(), names);
    addIfAny(member.locationName(), names);
  }

  private static void addIfAny(String name, Set<String> names) {
    if (name != null) {
      names.add(lower(name));
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private boolean isSecret(String name) {
    String lower = lower(name);
    return names.contains(lower) || lower.startsWith("x-amz-") && lower.endsWith(SESSION_TOKEN);
  }

  /** A message for people without signatures, tokens and keys. */
  public static String inText(String text) {
    return text == null ? null : IN_TEXT.matcher(text).replaceAll("$1" + MASK);
  }

  /** The headers by name, in order; repeated values are joined by commas. */
  public Map<String, String> headers(Headers headers) {
    Map<String, String> shown = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> shown.merge(name, header(name, value), (a, b) -> a + ", " + b));
    return shown;
  }

  private String header(String name, String value) {
    if (name.equalsIgnoreCase("Authorization") && value.startsWith("AWS4-")) {
      return SIGNATURE_FIELD.matcher(value).replaceAll("$1" + MASK);
    }
    return isSecret(name) ? MASK : inText(value);
  }

  /** A query string or a form; null for null. */
  public String form(String query) {
    if (query == null) {
      return null;
    }
    String[] parameters = query.split("&", -1);
    for (int i = 0; i < parameters.length; i++) {
      int equals = parameters[i].indexOf('=');
      String name = equals < 0 ? parameters[i] : parameters[i].substring(0, equals);
      if (equals >= 0 && isSecretPath(QueryString.decode(name))) {
        parameters[i] = name + "=" + MASK;
      }
    }
    return String.join("&", parameters);
  }

  /** A name in the query protocols: {@code Credentials.member.1.Password}. */
  private boolean isSecretPath(String path) {
    for (String name : path.split("\\.")) {
      if (isSecret(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A body; it is cut off where it can't be parsed.
   *
   * @param contentType the message's content type, or null
   * @param charset how a text's characters were encoded
   */
  public String body(String contentType, byte[] bytes, Charset charset) {
    if (wholeBody) {
      return bytes.length == 0 ? "" : MASK;
    }
    String type = contentType == null ? "" : lower(contentType);
    if (type.contains("cbor")) {
      return document(CBOR, bytes);
    }
    if (type.contains("json") || startsWith(bytes, '{')) {
      return document(JSON, bytes);
    }
    String text = new String(bytes, charset);
    if (type.contains("form-urlencoded")) {
      return form(text);
    }
    if (type.contains("multipart/form-data")) {
      return multipart(text);
    }
    return inText(startsWith(bytes, '<') ? xml(text) : text);
  }

  private static boolean startsWith(byte[] bytes, char first) {
    return bytes.length > 0 && bytes[0] == first;
  }

  /** As JSON; the part from the first error on is omitted. */
  private String document(JsonFactory factory, byte[] bytes) {
    StringWriter text = new StringWriter();
    try (JsonParser in = factory.createParser(bytes);
        JsonGenerator out = JSON.createGenerator(text)) {
      out.configure(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT, false);
      copy(in, out);
    } catch (IOException e) {
      text.append("…");
    }
    return text.toString();
  }

  private void copy(JsonParser in, JsonGenerator out) throws IOException {
    try {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.FIELD_NAME && isSecret(in.currentName())) {
          out.writeStringField(in.currentName(), MASK);
          in.nextToken();
          in.skipChildren();
        } else {
          out.copyCurrentEvent(in);
        }
      }
    } finally {
      out.flush();
    }
  }

  private String xml(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    Matcher start = XML_START.matcher(text);
    int from = 0;
    while (start.find(from)) {
      shown.append(text, from, start.end());
      from = start.end();
      String name = start.group(1);
      if (isSecret(name.substring(name.indexOf(':') + 1))) {
        shown.append(MASK);
        int end = text.indexOf("</" + name, from);
        from = end < 0 ? text.length() : end;
      }
    }
    return shown.append(text, from, text.length()).toString();
  }

  /** Line by line: a boundary, the head of a part, an empty line, its content. */
  private String multipart(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    boolean inHead = false;
    boolean secret = false;
    for (String line : text.split("(?<=\n)", -1)) {
      if (line.startsWith("--")) {
        inHead = true;
        secret = false;
      } else if (inHead) {
        Matcher field = FIELD_NAME.matcher(line);
        secret |= field.find() && isSecret(field.group(1));
        inHead = !line.isBlank();
      } else if (secret) {
        shown.append(MASK).append(line.endsWith("\r\n") ? "\r\n" : "");
        continue;
      }
      shown.append(line);
    }
    return shown.toString();
  }
}
