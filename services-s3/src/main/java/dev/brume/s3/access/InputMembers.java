package dev.brume.s3.access;

import dev.brume.core.schema.Member;
import dev.brume.core.schema.Struct;
import java.util.List;

/** Looks up members of inputs by name. */
final class InputMembers {
  private InputMembers() {}

  /** The value of a member; null if it is absent, or the input has no such member. */
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

  /** Whether any of them is set; a false flag is not. */
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
