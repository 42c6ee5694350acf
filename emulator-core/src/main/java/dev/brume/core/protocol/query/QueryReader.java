package dev.brume.core.protocol.query;

import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.ScalarText;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a structure from a query request's parameters, by schema. Unknown parameters are left to
 * the protocol; malformed known ones are refused.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">Smithy: awsQuery</a>
 */
final class QueryReader {
  private static final String COMPLEX_ENDS = "Unexpected complex element termination";
  private static final String LIST_ENDS = "Unexpected list element termination";
  private static final String STRUCTURE_STARTS =
      "Start of structure or map found where not expected.";
  private static final String NOT_A_LIST = "Top level element may not be treated as a list";

  private final QueryNames names;
  private final QueryErrors errors;

  QueryReader(QueryNames names, QueryErrors errors) {
    this.names = names;
    this.errors = errors;
  }

  /** Reads the structure {@code schema}; {@code path} is its location in the request. */
  Struct structure(Schema schema, QueryNode node, String path) {
    if (node.value() != null && !node.value().isEmpty()) {
      throw new MalformedValue(COMPLEX_ENDS);
    }
    Object[] values = new Object[schema.memberCount()];
    for (Member member : schema.members()) {
      String name = names.of(member);
      QueryNode child = node.child(name);
      if (child != null) {
        values[member.index()] = member(member, child, join(path, name));
      }
    }
    return schema.create(values);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private Object member(Member member, QueryNode node, String path) {
    return switch (member.target().type()) {
      case LIST -> list(member, node, path);
      case MAP -> map(member, node, path);
      default -> value(member, node, path);
    };
  }

  /** Reads the value at {@code node}: a simple value, or a nested one by its parts. */
  private Object value(Member member, QueryNode node, String path) {
    return switch (member.target().type()) {
      case STRUCTURE -> structure(member.target(), node, path);
      case UNION -> union(member.target(), node, path);
      case LIST -> list(member, node, path);
      case MAP -> map(member, node, path);
      default -> scalar(member, node, path);
    };
  }

  private Object scalar(Member member, QueryNode node, String path) {
    if (!node.children().isEmpty()) {
      throw new MalformedValue(STRUCTURE_STARTS);
    }
    try {
      return ScalarText.readFreely(node.value(), member);
    } catch (MalformedValue e) {
      throw errors.malformedParameter(path, node.value(), e);
    }
  }

  private Struct union(Schema schema, QueryNode node, String path) {
    Struct union = structure(schema, node, path);
    int set = 0;
    for (Member member : schema.members()) {
      set += union.get(member.index()) == null ? 0 : 1;
    }
    if (set != 1) {
      throw new MalformedValue("Exactly one member of " + path + " must be given");
    }
    return union;
  }

  private List<Object> list(Member member, QueryNode node, String path) {
    Member element = member.target().element();
    if (names.isFlattened(member)) {
      return elements(element, node, path);
    }
    if (node.value() != null) {
      return nothing(new ArrayList<>(0), node);
    }
    String name = element.xmlName() == null ? "member" : element.xmlName();
    return elements(element, only(node, name), join(path, name));
  }

  /** The only child node, which must have that name: the wrapper of a list or map. */
  private static QueryNode only(QueryNode node, String name) {
    QueryNode wrapper = node.child(name);
    if (wrapper == null || node.children().size() > 1) {
      throw new MalformedValue(node.isIndexed() ? NOT_A_LIST : STRUCTURE_STARTS);
    }
    return wrapper;
  }

  /** An empty list or map, which clients send as a parameter without a value. */
  private static <T> T nothing(T empty, QueryNode node) {
    if (!node.value().isEmpty() || !node.children().isEmpty()) {
      throw new MalformedValue(LIST_ENDS);
    }
    return empty;
  }

  /** Elements by index; or a single one without an index, as in SQS's documentation. */
  private List<Object> elements(Member element, QueryNode node, String path) {
    if (node.value() != null && node.value().isEmpty() && node.children().isEmpty()) {
      return new ArrayList<>(0);
    }
    if (!node.isIndexed()) {
      List<Object> single = new ArrayList<>(1);
      single.add(value(element, node, path));
      return single;
    }
    if (node.value() != null) {
      throw errors.conflictingParameter(path);
    }
    Map<Integer, QueryNode> indexed = node.indexed();
    List<Object> list = new ArrayList<>(indexed.size());
    indexed.forEach((index, child) -> list.add(value(element, child, path + "." + index)));
    return list;
  }

  private Map<String, Object> map(Member member, QueryNode node, String path) {
    if (names.isFlattened(member)) {
      return entries(member.target(), node, path);
    }
    if (node.value() != null) {
      return nothing(new LinkedHashMap<>(0), node);
    }
    return entries(member.target(), only(node, "entry"), join(path, "entry"));
  }

  /** Entries by index; or a single one without an index, as in SQS's documentation. */
  private Map<String, Object> entries(Schema schema, QueryNode node, String path) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (node.value() != null) {
      return nothing(map, node);
    }
    if (node.isIndexed()) {
      node.indexed().forEach((index, child) -> entry(map, schema, child, path + "." + index));
    } else {
      entry(map, schema, node, path);
    }
    return map;
  }

  private void entry(Map<String, Object> map, Schema schema, QueryNode node, String path) {
    String keyName = schema.key().xmlName() == null ? "key" : schema.key().xmlName();
    String valueName = schema.value().xmlName() == null ? "value" : schema.value().xmlName();
    if (!Set.of(keyName, valueName).containsAll(node.children().keySet())) {
      throw new MalformedValue(STRUCTURE_STARTS);
    }
    QueryNode key = node.child(keyName);
    if (key == null || key.value() == null) {
      throw errors.missingParameter(join(path, keyName));
    }
    map.put(
        (String) scalar(schema.key(), key, join(path, keyName)),
        entryValue(schema, node, path, valueName));
  }

  private Object entryValue(Schema schema, QueryNode node, String path, String name) {
    QueryNode value = node.child(name);
    if (value != null) {
      return value(schema.value(), value, join(path, name));
    }
    if (schema.value().target().type().isStruct()) {
      return structure(schema.value().target(), new QueryNode(), join(path, name));
    }
    throw errors.missingParameter(join(path, name));
  }
}
