package dev.brume.core.gateway;

import dev.brume.core.observe.ResourceName;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the resources that an operation's input names, for inspection of past requests. The model
 * gives their place: the labels of the operation's URI; without labels, the members called a name,
 * a URL or an ARN, or a required id; if the input itself has none of these, its lists and maps, as
 * in DynamoDB's BatchGetItem and TransactWriteItems.
 */
final class ResourceMembers {
  /** Longer names are cut off; the longest that AWS accepts are S3 keys, of 1,024 bytes. */
  static final int MAX_VALUE_LENGTH = 1_100;

  /** The most names kept per request. */
  static final int MAX_VALUES = 10;

  /** The most list elements inspected, and the greatest depth. */
  private static final int MAX_ELEMENTS = 100;

  private static final int MAX_DEPTH = 4;

  private static final Pattern NAMING = Pattern.compile(".*(?:[Nn]ame|[Uu]rl|[Aa]rn|ARN)");
  private static final Pattern IDENTIFYING = Pattern.compile("(?!.*AccountId).*Id");

  /** Members that qualify the operation and name no resource. */
  private static final Pattern OTHERS =
      Pattern.compile("Exclusive.*|.*(?:AttributeName|RegionName|DisplayName)");

  private final Member[] named;

  /** Whether the names are deeper in the input. */
  private final boolean nested;

  ResourceMembers(Schema input) {
    List<Member> found = new ArrayList<>();
    for (Member member : input.members()) {
      if (member.location() == Location.LABEL && isText(member)) {
        found.add(member);
      }
    }
    if (found.isEmpty()) {
      input.members().stream().filter(ResourceMembers::isNaming).forEach(found::add);
    }
    this.named = found.toArray(new Member[0]);
    this.nested = found.isEmpty();
  }

  /** The names in {@code input}, in the model's order; an empty list where there are none. */
  List<ResourceName> in(Struct input) {
    if (nested) {
      List<ResourceName> names = new ArrayList<>(1);
      searchMembers(input, 0, names);
      return names;
    }
    ResourceName first = null;
    List<ResourceName> more = null;
    for (Member member : named) {
      if (!(input.get(member.index()) instanceof String value)) {
        continue;
      }
      ResourceName name = name(member.name(), value);
      if (first == null) {
        first = name;
      } else {
        if (more == null) {
          more = new ArrayList<>(2);
          more.add(first);
        }
        more.add(name);
      }
    }
    if (more != null) {
      return more;
    }
    return first == null ? List.of() : List.of(first);
  }

  private static boolean isText(Member member) {
    return member.target().type() == ShapeType.STRING && !member.isSensitive();
  }

  private static boolean isNaming(Member member) {
    String name = member.name();
    return isText(member)
        && !OTHERS.matcher(name).matches()
        && (NAMING.matcher(name).matches()
            || (member.isRequired() && IDENTIFYING.matcher(name).matches()));
  }

  private static ResourceName name(String member, String value) {
    return new ResourceName(
        member,
        value.length() <= MAX_VALUE_LENGTH ? value : value.substring(0, MAX_VALUE_LENGTH) + "…");
  }

  private static void searchMembers(Struct struct, int depth, List<ResourceName> names) {
    for (Member member : struct.schema().members()) {
      Object value = struct.get(member.index());
      if (depth > 0 && value instanceof String text && isNaming(member)) {
        add(member.name(), text, names);
      } else if (value != null && !member.isSensitive()) {
        search(member, value, depth, names);
      }
    }
  }

  private static void search(Member member, Object value, int depth, List<ResourceName> names) {
    if (depth >= MAX_DEPTH || names.size() >= MAX_VALUES) {
      return;
    }
    switch (value) {
      case List<?> list ->
          list.stream()
              .limit(MAX_ELEMENTS)
              .filter(Struct.class::isInstance)
              .forEach(element -> searchMembers((Struct) element, depth + 1, names));
      case Map<?, ?> map when isByName(member.target()) ->
          map.keySet().stream()
              .limit(MAX_ELEMENTS)
              .forEach(key -> add(member.name(), (String) key, names));
      case Struct struct when depth > 0 -> searchMembers(struct, depth + 1, names);
      default -> {
        // A value without names.
      }
    }
  }

  /** Whether the keys of a map are resource names, as in DynamoDB's requests by table. */
  private static boolean isByName(Schema map) {
    String key = map.key().target().name();
    return map.type() == ShapeType.MAP
        && map.value().target().type() != ShapeType.STRING
        && NAMING.matcher(key).matches()
        && !OTHERS.matcher(key).matches();
  }

  private static void add(String member, String value, List<ResourceName> names) {
    ResourceName name = name(member, value);
    if (names.size() < MAX_VALUES && !names.contains(name)) {
      names.add(name);
    }
  }
}
