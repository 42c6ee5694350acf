package dev.brume.dynamodb;

import dev.brume.core.policy.ContextKeys;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.KeyDefinition;
import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.expression.PathsIn;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.expression.RequestExpressions;
import dev.brume.dynamodb.expression.UpdatePlan;
import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The condition keys of a request for items.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">Using
 *     IAM policy conditions for fine-grained access control</a>
 */
final class ItemAccessKeys {
  private final ContextKeys.Builder keys;
  private final TableRecord table;
  private final Set<String> attributes = new LinkedHashSet<>();
  private final Set<String> leading = new LinkedHashSet<>();

  /**
   * @param table the table; null if it does not exist, in which case there are no leading keys
   */
  ItemAccessKeys(TableRecord table, ContextKeys.Builder keys) {
    this.table = table;
    this.keys = keys;
  }

  /** Adds a key, or a whole item, of the request. */
  ItemAccessKeys item(Map<String, AttributeValue> item) {
    if (item != null) {
      attributes.addAll(item.keySet());
      if (table != null) {
        leading.add(text(item.get(table.key().partition().getFirst().name())));
      }
    }
    return this;
  }

  /** Adds a key, or a whole item. */
  ItemAccessKeys item(ItemValue item) {
    if (table != null) {
      ItemValue partition = item.get(table.key().partition().getFirst().name());
      leading.add(partition == null ? "" : text(partition));
    }
    for (ItemValue.Entries entries = item.entries(); entries.next(); ) {
      attributes.add(entries.name());
    }
    return this;
  }

  /** Adds a partition of the table or an index that the request reads. */
  ItemAccessKeys partition(KeyConditionReading conditions, String indexName) {
    if (table != null) {
      IndexRecord index = indexName == null ? null : table.index(indexName);
      KeyDefinition key = index == null ? table.key() : index.key();
      for (KeyPart part : key.parts()) {
        attributes.add(part.name());
      }
      ItemValue value = conditions.equalTo(key.partition().getFirst().name());
      if (value != null) {
        leading.add(text(value));
      }
    }
    return this;
  }

  /** Whether the request only reads certain partitions. */
  boolean hasLeadingKey() {
    return !leading.isEmpty();
  }

  /** Adds attributes that the request names. */
  ItemAccessKeys names(Collection<String> names) {
    if (names != null) {
      attributes.addAll(names);
    }
    return this;
  }

  /** Adds the attributes of a projection; may be null. */
  ItemAccessKeys projection(RequestExpressions expressions, String expression) {
    return paths(expression == null ? null : expressions.projection(expression));
  }

  ItemAccessKeys paths(Projection projection) {
    return projection == null ? this : paths(projection.paths());
  }

  /** Adds the attributes of a condition; may be null. */
  ItemAccessKeys condition(RequestExpressions expressions, String name, String expression) {
    return expression == null ? this : condition(expressions.condition(name, expression));
  }

  ItemAccessKeys condition(BooleanExpression condition) {
    return condition == null ? this : paths(PathsIn.of(condition));
  }

  /** Adds the attributes changed by an update; may be null. */
  ItemAccessKeys update(UpdatePlan update) {
    if (update != null) {
      update.actions().forEach(action -> attributes.add(action.path().root()));
    }
    return this;
  }

  private ItemAccessKeys paths(List<Path> paths) {
    paths.forEach(path -> attributes.add(path.root()));
    return this;
  }

  /** Adds another key with its value; omitted if that is null. */
  ItemAccessKeys put(String name, String value) {
    keys.put("dynamodb:" + name, value);
    return this;
  }

  ContextKeys build() {
    leading.remove("");
    if (!leading.isEmpty()) {
      keys.put("dynamodb:LeadingKeys", new ArrayList<>(leading));
    }
    if (!attributes.isEmpty()) {
      keys.put("dynamodb:Attributes", new ArrayList<>(attributes));
    }
    return keys.build();
  }

  private static String text(AttributeValue value) {
    if (value == null) {
      return "";
    }
    if (value.s() != null) {
      return value.s();
    }
    if (value.n() != null) {
      return value.n();
    }
    return value.b() == null ? "" : Base64.getEncoder().encodeToString(value.b().bytes());
  }

  private static String text(ItemValue value) {
    return value.type() == AttributeType.B
        ? Base64.getEncoder().encodeToString(value.content())
        : value.text();
  }
}
