package dev.brume.s3.access;

import dev.brume.core.schema.Member;
import dev.brume.core.schema.Struct;
import java.util.List;

/** Looks members of inputs up by their names. */
final class InputMembers {
  private InputMembers() {}

  /** The value of a member; null where it is absent, or the input has none of that name. */
  static Object value(Struct input, String name) {
    for (Member member : input.schema().members()) {
      if (member.name().equals(name)) {
        return input.get(member.index());
      }
    }
    return null;
  }

  static String text(Struct input, String name) {
    return (String) value(input, name);
  }

  /** Whether any of them says something; a flag that is off does not. */
  static boolean isAnyThere(Struct input, List<String> names) {
    for (String name : names) {
      Object value = value(input, name);
      if (value != null && !Boolean.FALSE.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
