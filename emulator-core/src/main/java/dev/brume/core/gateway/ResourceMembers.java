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
 * Finds in an operation's input what it acts on, for those who look at past requests. The model
 * says where: in the labels of its URI; where it has none, in the members that are called a name, a
 * URL or an ARN, or a required id; where the input itself has none of these, in its lists and maps,
 * as in DynamoDB's BatchGetItem and TransactWriteItems.
 */
final class ResourceMembers {
  /** Names are cut off here; the longest that AWS takes are the keys of S3, of 1,024 bytes. */
  static final int MAX_VALUE_LENGTH = 1_100;

  /** More are not remembered of one request. */
  static final int MAX_VALUES = 10;

  /** So many elements of a list are looked at, and so deep. */
  private static final int MAX_ELEMENTS = 100;

  private static final int MAX_DEPTH = 4;

  private static final Pattern NAMING = Pattern.compile(".*(?:[Nn]ame|[Uu]rl|[Aa]rn|ARN)");
  private static final Pattern IDENTIFYING = Pattern.compile("(?!.*AccountId).*Id");

  /** These say how, not on what. */
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

  /** Whether the keys of a map are names of resources: DynamoDB's requests by table. */
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
