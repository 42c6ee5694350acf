package dev.brume.sns;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.brume.core.kit.MessageAttribute;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.sns.engine.TopicDelivery;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Writes the JSON in which messages arrive, laid out as AWS does it, and signs it in the
 * background.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">Parsing
 *     Amazon SNS message formats</a>
 */
final class EnvelopeWriter {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String TYPE = "Notification";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final MessageSigner signer;
  private final Executor background;

  EnvelopeWriter(MessageSigner signer, Executor background) {
    this.signer = signer;
    this.background = background;
  }

  /** The envelope with the message in it; at once where nothing has to be signed. */
  CompletableFuture<String> write(TopicDelivery delivery) {
    return delivery.envelope().signatureVersion() == null
        ? CompletableFuture.completedFuture(text(delivery, null))
        : CompletableFuture.supplyAsync(() -> text(delivery, signature(delivery)), background);
  }

  /** The signature of what AWS says is signed: names and values, each in a line. */
  private String signature(TopicDelivery delivery) {
    DeliveryMessage message = delivery.message();
    TopicDelivery.Envelope envelope = delivery.envelope();
    String subject = message.subject() == null ? "" : "Subject\n" + message.subject() + "\n";
    String signed =
        "Message\n"
            + message.body()
            + "\nMessageId\n"
            + envelope.messageId()
            + "\n"
            + subject
            + "Timestamp\n"
            + timestamp(envelope)
            + "\nTopicArn\n"
            + delivery.topicArn()
            + "\nType\n"
            + TYPE
            + "\n";
    return signer.sign(envelope.signatureVersion(), signed);
  }

  private static String timestamp(TopicDelivery.Envelope envelope) {
    return TIME.format(Instant.ofEpochMilli(envelope.timestampMillis()));
  }

  private String text(TopicDelivery delivery, String signature) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      write(out, delivery, signature);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(JsonGenerator out, TopicDelivery delivery, String signature)
      throws IOException {
    DeliveryMessage message = delivery.message();
    TopicDelivery.Envelope envelope = delivery.envelope();
    out.writeStartObject();
    out.writeStringField("Type", TYPE);
    out.writeStringField("MessageId", envelope.messageId());
    if (envelope.sequenceNumber() != null) {
      out.writeStringField("SequenceNumber", envelope.sequenceNumber());
    }
    out.writeStringField("TopicArn", delivery.topicArn());
    if (message.subject() != null) {
      out.writeStringField("Subject", message.subject());
    }
    out.writeStringField("Message", message.body());
    out.writeStringField("Timestamp", timestamp(envelope));
    if (signature != null) {
      out.writeStringField("SignatureVersion", envelope.signatureVersion());
      out.writeStringField("Signature", signature);
      out.writeStringField("SigningCertURL", envelope.origin() + signer.certificatePath());
    }
    out.writeStringField(
        "UnsubscribeURL",
        envelope.origin() + "/?Action=Unsubscribe&SubscriptionArn=" + delivery.subscriptionArn());
    writeAttributes(out, message.attributes());
    out.writeEndObject();
  }

  private static void writeAttributes(JsonGenerator out, Map<String, MessageAttribute> attributes)
      throws IOException {
    if (attributes.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("MessageAttributes");
    for (Map.Entry<String, MessageAttribute> entry : attributes.entrySet()) {
      MessageAttribute attribute = entry.getValue();
      out.writeObjectFieldStart(entry.getKey());
      out.writeStringField("Type", attribute.dataType());
      out.writeStringField(
          "Value",
          attribute.binary() == null
              ? attribute.text()
              : Base64.getEncoder().encodeToString(attribute.binary().bytes()));
      out.writeEndObject();
    }
    out.writeEndObject();
  }
}
