package dev.brume.core.gateway;

import dev.brume.core.access.RequestTags;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the tags in an operation's input. Services call them {@code Tags} or {@code tags}, and
 * their keys, where they are taken away, {@code TagKeys} or {@code tagKeys}; tags come as maps or
 * as lists of pairs.
 */
final class TagMembers {
  private TagMembers() {}

  static RequestTags in(Struct input) {
    Map<String, String> tags = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>();
    for (Member member : input.schema().members()) {
      String name = member.name();
      if (name.equalsIgnoreCase("tags") || name.equalsIgnoreCase("tagKeys")) {
        add(input.get(member.index()), tags, keys);
      }
    }
    return keys.isEmpty() ? RequestTags.NONE : new RequestTags(tags, keys);
  }

  private static void add(Object value, Map<String, String> tags, List<String> keys) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> add(key.toString(), each, tags, keys));
    } else if (value instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof String key) {
          keys.add(key);
        } else if (each instanceof Struct pair && part(pair, "key") instanceof String key) {
          add(key, part(pair, "value"), tags, keys);
        }
      }
    }
  }

  private static void add(String key, Object value, Map<String, String> tags, List<String> keys) {
    tags.put(key, value == null ? "" : value.toString());
    keys.add(key);
  }

  /** A pair's part: {@code Key}, {@code key} or {@code TagKey}, and the like. */
  private static Object part(Struct pair, String name) {
    for (Member member : pair.schema().members()) {
      if (member.name().equalsIgnoreCase(name) || member.name().equalsIgnoreCase("Tag" + name)) {
        return pair.get(member.index());
      }
    }
    return null;
  }
}
