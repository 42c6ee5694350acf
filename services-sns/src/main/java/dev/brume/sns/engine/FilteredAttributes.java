package dev.brume.sns.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.message.MessageAttribute;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Message attributes as documents for filter policies: strings, numbers and arrays. "Binary
 * attributes are ignored."
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html">Filter
 *     policy constraints</a>
 */
final class FilteredAttributes {
  private FilteredAttributes() {}

  static ObjectNode of(Map<String, MessageAttribute> attributes) {
    ObjectNode seen = JsonDocument.newObject();
    attributes.forEach(
        (name, attribute) -> {
          if (attribute.binary() == null) {
            seen.set(name, value(seen, attribute));
          }
        });
    return seen;
  }

  private static JsonNode value(ObjectNode nodes, MessageAttribute attribute) {
    String text = attribute.text();
    boolean isNumber = attribute.dataType().equals("Number");
    boolean isJson = isNumber || attribute.dataType().equals("String.Array");
    JsonNode json = isJson ? JsonDocument.COMMON.find(text).orElse(null) : null;
    if (json != null) {
      return json;
    }
    // Such as +1 and .5, which are numbers, but not in JSON.
    return isNumber ? nodes.numberNode(new BigDecimal(text)) : nodes.textNode(text);
  }
}
