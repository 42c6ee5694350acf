package dev.brume.core.protocol.query;

import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.ScalarText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters of a query request as a tree: {@code Tag.1.Key=a} is a node below {@code Tag} and
 * {@code 1}. Indexes are treated as names, so a huge or sparse one costs no more than its text.
 */
final class QueryNode {
  /** The most names between dots in one parameter; no AWS model nests half as deep. */
  static final int DEEPEST = 64;

  /** The most nodes of a request's tree: bounds the cost of many long names. */
  static final int MOST_NODES = 200_000;

  /** The longest text of an index: nine digits always fit an int. */
  private static final int LONGEST_INDEX = 9;

  private String value;
  private Map<String, QueryNode> children = Map.of();

  /**
   * The tree of all parameters.
   *
   * @throws MalformedValue if there are too many, or one is nested too deeply
   */
  static QueryNode of(FormParameters parameters) {
    QueryNode root = new QueryNode();
    int[] nodes = {0};
    parameters.forEach((name, value) -> root.add(name, value, nodes));
    return root;
  }

  private void add(String name, String parameterValue, int[] nodes) {
    QueryNode node = this;
    int depth = 0;
    for (int start = 0; start <= name.length(); ) {
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      if (++depth > DEEPEST) {
        throw new MalformedValue("A parameter nests deeper than " + DEEPEST + " levels");
      }
      node = node.childOrNew(name.substring(start, end), nodes);
      start = end + 1;
    }
    if (node.value == null) {
      node.value = parameterValue;
    }
  }

  private QueryNode childOrNew(String name, int[] nodes) {
    QueryNode child = children.get(name);
    if (child == null) {
      if (++nodes[0] > MOST_NODES) {
        throw new MalformedValue("The parameters are too many");
      }
      if (children.isEmpty()) {
        children = LinkedHashMap.newLinkedHashMap(4);
      }
      child = new QueryNode();
      children.put(name, child);
    }
    return child;
  }

  /** The value of the parameter that ends here; the first of several; null if there is none. */
  String value() {
    return value;
  }

  /** The child nodes by name, in order of arrival. */
  Map<String, QueryNode> children() {
    return children;
  }

  /** The child node with that name, or null. */
  QueryNode child(String name) {
    return children.get(name);
  }

  /** Whether any child node has a number as its name. */
  boolean isIndexed() {
    for (String name : children.keySet()) {
      if (ScalarText.isInteger(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The child nodes in index order; gaps are closed.
   *
   * @throws MalformedValue if a name is not an index from 1 on
   */
  Map<Integer, QueryNode> indexed() {
    Map<Integer, QueryNode> byIndex = new TreeMap<>();
    for (Map.Entry<String, QueryNode> child : children.entrySet()) {
      String name = child.getKey();
      boolean number = ScalarText.isInteger(name) && name.length() <= LONGEST_INDEX;
      int index = number ? Integer.parseInt(name) : 0;
      if (index < 1) {
        throw new MalformedValue("'" + name + "' is no index of a list");
      }
      byIndex.put(index, child.getValue());
    }
    return byIndex;
  }
}
