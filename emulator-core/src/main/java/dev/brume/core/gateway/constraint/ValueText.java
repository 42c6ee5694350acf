package dev.brume.core.gateway.constraint;

import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values as AWS prints them in messages, in the format of its Java objects: {@code [a, b]}, {@code
 * {k=v}}, {@code KeySchemaElement(attributeName=pk, keyType=HASH)}, {@code
 * java.nio.HeapByteBuffer[pos=0 lim=3 cap=3]}.
 */
final class ValueText {
  /**
   * The most characters shown; AWS's limit is unknown. Without one, an overlong list of a thousand
   * entries would be printed in full.
   */
  static final int MAX_LENGTH = 16_384;

  private static final String REDACTED = "*** Sensitive Data Redacted ***";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' uuuu", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder();

  private ValueText() {}

  /** {@code value}, which is of the shape {@code target}, as text. */
  static String of(Schema target, Object value) {
    ValueText shown = new ValueText();
    shown.add(target, value);
    boolean whole = shown.text.length() <= MAX_LENGTH;
    return whole ? shown.text.toString() : shown.text.substring(0, MAX_LENGTH) + "...";
  }

  /** {@code name} with its first letter in lower case, as AWS spells members. */
  static String lowerFirst(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private boolean isFull() {
    return text.length() > MAX_LENGTH;
  }

  private void add(Schema target, Object value) {
    if (isFull()) {
      return;
    }
    switch (value) {
      case null -> text.append("null");
      case Struct struct -> addStruct(target, struct);
      case List<?> list -> addList(target, list);
      case Map<?, ?> map -> addMap(target, map);
      case Blob blob -> {
        int length = blob.length();
        text.append("java.nio.HeapByteBuffer[pos=0 lim=").append(length);
        text.append(" cap=").append(length).append(']');
      }
      case Instant time -> text.append(DATE.format(time));
      default -> text.append(value);
    }
  }

  private void addMember(Member member, Object value) {
    if (value != null && member.isSensitive()) {
      text.append(REDACTED);
    } else {
      add(member.target(), value);
    }
  }

  private void addStruct(Schema target, Struct struct) {
    text.append(target.name());
    String separator = "(";
    for (Member member : target.members()) {
      text.append(separator).append(lowerFirst(member.name())).append('=');
      addMember(member, struct.get(member.index()));
      separator = ", ";
    }
    text.append(target.memberCount() == 0 ? "()" : ")");
  }

  private void addList(Schema target, List<?> list) {
    text.append('[');
    String separator = "";
    for (Object element : list) {
      if (isFull()) {
        return;
      }
      text.append(separator);
      addMember(target.element(), element);
      separator = ", ";
    }
    text.append(']');
  }

  private void addMap(Schema target, Map<?, ?> map) {
    text.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (isFull()) {
        return;
      }
      text.append(separator);
      addMember(target.key(), entry.getKey());
      text.append('=');
      addMember(target.value(), entry.getValue());
      separator = ", ";
    }
    text.append('}');
  }
}
