package dev.brume.dynamodb.transfer;

import dev.brume.core.error.AwsError;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.item.AttributeReader;

/** Items in the text form of Amazon Ion. */
final class IonTexts implements ItemTexts {
  @Override
  public void read(String text, Sink sink) {
    int from = 0;
    while (from < text.length()) {
      IonParser parser = new IonParser(text, from);
      try {
        while (parser.skipToValue()) {
          AttributeValue line = parser.value();
          AttributeValue item = line.m() == null ? null : line.m().get("Item");
          if (item == null || item.m() == null) {
            sink.failure("There is no Item in the struct");
          } else {
            read(item, sink);
          }
        }
        return;
      } catch (IonParser.Malformed e) {
        sink.failure(e.getMessage());
        int next = text.indexOf('\n' + IonFormat.VERSION, parser.position());
        from = next < 0 ? text.length() : next + 1;
      }
    }
  }

  private static void read(AttributeValue item, Sink sink) {
    try {
      sink.item(AttributeReader.item(item.m()));
    } catch (AwsError e) {
      sink.failure(e.getMessage());
    }
  }
}
