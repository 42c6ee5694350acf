package dev.brume.dynamodb.transfer;

import dev.brume.core.error.AwsError;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Items in the text format of Amazon Ion. */
final class IonTexts implements ItemTexts {
  private static final Set<String> MEMBERS =
      Set.of(InputRecord.ITEM, InputRecord.CONDITION, InputRecord.NAMES, InputRecord.VALUES);

  private final boolean conditional;

  /**
   * @param conditional whether items may have conditions, and nothing else
   */
  IonTexts(boolean conditional) {
    this.conditional = conditional;
  }

  @Override
  public void read(String text, Sink sink) {
    int from = 0;
    while (from < text.length()) {
      IonParser parser = new IonParser(text, from);
      try {
        while (parser.skipToValue()) {
          read(parser.value(), sink);
        }
        return;
      } catch (IonParser.Malformed e) {
        sink.failure(e.getMessage());
        int next = text.indexOf('\n' + IonFormat.VERSION, parser.position());
        from = next < 0 ? text.length() : next + 1;
      }
    }
  }

  private void read(AttributeValue line, Sink sink) {
    InputRecord read;
    try {
      AttributeValue item = line.m() == null ? null : line.m().get(InputRecord.ITEM);
      if (item == null || item.m() == null) {
        sink.failure("There is no Item in the struct");
        return;
      }
      ItemValue value = AttributeReader.item(item.m());
      read = conditional ? conditional(value, line.m()) : InputRecord.of(value);
    } catch (AwsError e) {
      sink.failure(e.getMessage());
      return;
    }
    sink.item(read);
  }

  private static InputRecord conditional(ItemValue item, Map<String, AttributeValue> line) {
    for (String member : line.keySet()) {
      if (!MEMBERS.contains(member)) {
        throw Validation.error("Unknown member of a record: " + member);
      }
    }
    AttributeValue condition = line.get(InputRecord.CONDITION);
    AttributeValue names = line.get(InputRecord.NAMES);
    AttributeValue values = line.get(InputRecord.VALUES);
    if (condition != null && condition.s() == null
        || names != null && names.m() == null
        || values != null && values.m() == null) {
      throw Validation.error("The condition of a record is none");
    }
    return new InputRecord(
        item,
        condition == null ? null : condition.s(),
        names == null ? null : texts(names.m()),
        values == null ? null : values.m());
  }

  private static Map<String, String> texts(Map<String, AttributeValue> names) {
    Map<String, String> texts = new LinkedHashMap<>();
    names.forEach(
        (placeholder, name) -> {
          if (name.s() == null) {
            throw Validation.error("The name that " + placeholder + " stands for is none");
          }
          texts.put(placeholder, name.s());
        });
    return texts;
  }
}
