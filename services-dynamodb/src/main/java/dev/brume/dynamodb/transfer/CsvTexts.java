package dev.brume.dynamodb.transfer;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.item.AttributeReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Items as CSV lines. "All columns other than the hash range and keys of your base table and
 * secondary indexes are imported as DynamoDB strings."
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180, Common Format for CSV Files</a>
 */
final class CsvTexts implements ItemTexts {
  private final char delimiter;
  private final List<String> headers;
  private final Map<String, String> keyTypes;

  CsvTexts(char delimiter, List<String> headers, Map<String, String> keyTypes) {
    this.delimiter = delimiter;
    this.headers = headers;
    this.keyTypes = keyTypes;
  }

  @Override
  public void read(String text, Sink sink) {
    List<String> names = headers;
    int[] position = {0};
    while (position[0] < text.length()) {
      List<String> fields = fields(text, position);
      boolean empty = fields.size() == 1 && fields.getFirst().isEmpty();
      if (names == null) {
        names = fields;
      } else if (!empty) {
        readLine(names, fields, sink);
      }
    }
  }

  private void readLine(List<String> names, List<String> fields, Sink sink) {
    if (fields.size() != names.size()) {
      sink.failure(
          "The line has " + fields.size() + " columns, but there are " + names.size() + " headers");
      return;
    }
    try {
      Map<String, AttributeValue> item = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        item.put(names.get(i), value(names.get(i), fields.get(i)));
      }
      sink.item(InputRecord.of(AttributeReader.item(item)));
    } catch (AwsError | IllegalArgumentException e) {
      sink.failure(e.getMessage());
    }
  }

  private AttributeValue value(String name, String field) {
    AttributeValue.Builder value = AttributeValue.builder();
    switch (keyTypes.getOrDefault(name, "S")) {
      case "N" -> value.n(field);
      case "B" -> value.b(Blob.of(Base64.getDecoder().decode(field)));
      default -> value.s(field);
    }
    return value.build();
  }

  /** The fields of the line at {@code position}, which is moved past it. */
  private List<String> fields(String text, int[] position) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    int at = position[0];
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted && c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
        field.append(c);
        at++;
      } else if (c == '"' && (quoted || field.isEmpty())) {
        quoted = !quoted;
      } else if (!quoted && c == delimiter) {
        fields.add(field.toString());
        field.setLength(0);
      } else if (!quoted && c == '\n') {
        break;
      } else if (quoted || c != '\r' || at + 1 < text.length() && text.charAt(at + 1) != '\n') {
        field.append(c);
      }
    }
    fields.add(field.toString());
    position[0] = at + 1;
    return fields;
  }
}
