package dev.brume.sns;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.sns.engine.TopicDelivery;
import dev.brume.sns.engine.TopicDelivery.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;

/**
 * Writes the content for endpoints: JSON envelopes in AWS's layout, events for functions, texts for
 * people.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">Parsing
 *     Amazon SNS message formats</a>
 */
final class EnvelopeWriter {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String UNSUBSCRIBE_MEMBER = "\n  \"UnsubscribeURL\" : \"";
  private static final String UNSUBSCRIBE_PARAMETER = "&SubscriptionArn=";

  /** Whatever version the topic has: recorded on AWS, SNS, 2024. */
  private static final String FOR_FUNCTIONS = "1";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The notification that this thread wrote last: consecutive ones differ little. */
  private final ThreadLocal<Written> lastWritten = new ThreadLocal<>();

  private final MessageSigner signer;

  /** An envelope, except for the subscription in its unsubscribe link. */
  private record Written(
      TopicDelivery.Envelope envelope, DeliveryMessage message, String head, String tail) {}

  EnvelopeWriter(MessageSigner signer) {
    this.signer = signer;
  }

  /** The content of a delivery. */
  String write(TopicDelivery delivery) {
    if (delivery.isRaw()) {
      return delivery.message().body();
    }
    return switch (delivery.protocol()) {
      case "sms", "application" -> delivery.message().body();
      case "email" -> mail(delivery);
      case "lambda" -> event(delivery, signature(delivery, FOR_FUNCTIONS));
      default ->
          delivery.envelope().kind() == Kind.NOTIFICATION
              ? notification(delivery)
              : envelope(delivery, signature(delivery));
    };
  }

  /** All subscriptions of a topic get the same envelope, except for the unsubscribe link. */
  private String notification(TopicDelivery delivery) {
    Written last = lastWritten.get();
    if (last != null
        && last.envelope() == delivery.envelope()
        && last.message() == delivery.message()) {
      return last.head() + delivery.subscriptionArn() + last.tail();
    }
    String text = envelope(delivery, signature(delivery));
    int link = text.indexOf(UNSUBSCRIBE_MEMBER);
    int start = text.indexOf(UNSUBSCRIBE_PARAMETER, link) + UNSUBSCRIBE_PARAMETER.length();
    int end = start + delivery.subscriptionArn().length();
    lastWritten.set(
        new Written(
            delivery.envelope(),
            delivery.message(),
            text.substring(0, start),
            text.substring(end)));
    return text;
  }

  /** The signature members. */
  private record Signed(String version, String signature, String certificateUrl) {}

  /**
   * The signature of the string to sign by AWS's definition: names and values, one per line. Null
   * for no signature.
   */
  private Signed signature(TopicDelivery delivery) {
    String version = delivery.envelope().signatureVersion();
    return version == null ? null : signature(delivery, version);
  }

  private Signed signature(TopicDelivery delivery, String version) {
    TopicDelivery.Envelope envelope = delivery.envelope();
    StringBuilder signed = new StringBuilder();
    sign(signed, "Message", delivery.message().body());
    sign(signed, "MessageId", envelope.messageId());
    if (envelope.kind() == Kind.NOTIFICATION) {
      sign(signed, "Subject", delivery.message().subject());
    } else {
      sign(signed, "SubscribeURL", subscribeUrl(delivery));
    }
    sign(signed, "Timestamp", timestamp(envelope));
    sign(signed, "Token", envelope.token());
    sign(signed, "TopicArn", delivery.topicArn());
    sign(signed, "Type", envelope.kind().text());
    MessageSigner.Signed made = signer.sign(version, signed.toString());
    return new Signed(version, made.base64(), envelope.origin() + made.certificatePath());
  }

  private static void sign(StringBuilder signed, String name, String value) {
    if (value != null) {
      signed.append(name).append('\n').append(value).append('\n');
    }
  }

  private static String timestamp(TopicDelivery.Envelope envelope) {
    return TIME.format(Instant.ofEpochMilli(envelope.timestampMillis()));
  }

  private static String subscribeUrl(TopicDelivery delivery) {
    return delivery.envelope().origin()
        + "/?Action=ConfirmSubscription&TopicArn="
        + delivery.topicArn()
        + "&Token="
        + delivery.envelope().token();
  }

  private static String unsubscribeUrl(TopicDelivery delivery) {
    return delivery.envelope().origin()
        + "/?Action=Unsubscribe"
        + UNSUBSCRIBE_PARAMETER
        + delivery.subscriptionArn();
  }

  // -------------------------------------------------------------------------------- people

  /** A message for people; AWS's own text around it is not published. */
  private static String mail(TopicDelivery delivery) {
    String body = delivery.message().body();
    return delivery.envelope().kind() == Kind.NOTIFICATION
        ? body
            + "\n\n--\nTo stop receiving notifications from this topic, visit\n"
            + unsubscribeUrl(delivery)
            + "\n"
        : body + "\n" + subscribeUrl(delivery) + "\n";
  }

  // ------------------------------------------------------------------------------ envelopes

  /** Writes members of an object. */
  @FunctionalInterface
  private interface Members {
    void write(JsonGenerator out) throws IOException;
  }

  private static String json(boolean isLaidOut, Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      if (isLaidOut) {
        out.setPrettyPrinter(
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      }
      out.writeStartObject();
      members.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String envelope(TopicDelivery delivery, Signed signed) {
    return json(
        true,
        out -> {
          if (delivery.envelope().kind() == Kind.NOTIFICATION) {
            writeNotification(out, delivery, signed);
          } else {
            writeConfirmation(out, delivery, signed);
          }
        });
  }

  private static void writeNotification(JsonGenerator out, TopicDelivery delivery, Signed signed)
      throws IOException {
    TopicDelivery.Envelope envelope = delivery.envelope();
    out.writeStringField("Type", envelope.kind().text());
    out.writeStringField("MessageId", envelope.messageId());
    write(out, "SequenceNumber", envelope.sequenceNumber());
    out.writeStringField("TopicArn", delivery.topicArn());
    write(out, "Subject", delivery.message().subject());
    out.writeStringField("Message", delivery.message().body());
    out.writeStringField("Timestamp", timestamp(envelope));
    if (envelope.isReplayed()) {
      out.writeBooleanField("Replayed", true);
    }
    writeSignature(out, signed, "SigningCertURL");
    out.writeStringField("UnsubscribeURL", unsubscribeUrl(delivery));
    if (!delivery.message().attributes().isEmpty()) {
      writeAttributes(out, delivery.message().attributes());
    }
  }

  private static void writeConfirmation(JsonGenerator out, TopicDelivery delivery, Signed signed)
      throws IOException {
    TopicDelivery.Envelope envelope = delivery.envelope();
    out.writeStringField("Type", envelope.kind().text());
    out.writeStringField("MessageId", envelope.messageId());
    out.writeStringField("Token", envelope.token());
    out.writeStringField("TopicArn", delivery.topicArn());
    out.writeStringField("Message", delivery.message().body());
    out.writeStringField("SubscribeURL", subscribeUrl(delivery));
    out.writeStringField("Timestamp", timestamp(envelope));
    writeSignature(out, signed, "SigningCertURL");
  }

  private static void write(JsonGenerator out, String name, String value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  private static void writeSignature(JsonGenerator out, Signed signed, String certificateName)
      throws IOException {
    if (signed != null) {
      out.writeStringField("SignatureVersion", signed.version());
      out.writeStringField("Signature", signed.signature());
      out.writeStringField(certificateName, signed.certificateUrl());
    }
  }

  private static void writeAttributes(JsonGenerator out, Map<String, MessageAttribute> attributes)
      throws IOException {
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

  // ------------------------------------------------------------------------------ functions

  /**
   * The event for a function.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html">Invoking Lambda
   *     functions with Amazon SNS notifications</a>
   */
  private static String event(TopicDelivery delivery, Signed signed) {
    return json(
        false,
        out -> {
          out.writeArrayFieldStart("Records");
          out.writeStartObject();
          out.writeStringField("EventSource", "aws:sns");
          out.writeStringField("EventVersion", "1.0");
          out.writeStringField("EventSubscriptionArn", delivery.subscriptionArn());
          out.writeObjectFieldStart("Sns");
          writeForFunction(out, delivery, signed);
          out.writeEndObject();
          out.writeEndObject();
          out.writeEndArray();
        });
  }

  private static void writeForFunction(JsonGenerator out, TopicDelivery delivery, Signed signed)
      throws IOException {
    TopicDelivery.Envelope envelope = delivery.envelope();
    out.writeStringField("Type", envelope.kind().text());
    out.writeStringField("MessageId", envelope.messageId());
    out.writeStringField("TopicArn", delivery.topicArn());
    out.writeStringField("Subject", delivery.message().subject());
    out.writeStringField("Message", delivery.message().body());
    out.writeStringField("Timestamp", timestamp(envelope));
    writeSignature(out, signed, "SigningCertUrl");
    out.writeStringField("UnsubscribeUrl", unsubscribeUrl(delivery));
    writeAttributes(out, delivery.message().attributes());
  }
}
