package dev.brume.server.clients.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazon.sqs.javamessaging.AmazonSQSMessagingClientWrapper;
import com.amazon.sqs.javamessaging.ProviderConfiguration;
import com.amazon.sqs.javamessaging.SQSConnection;
import com.amazon.sqs.javamessaging.SQSConnectionFactory;
import com.amazon.sqs.javamessaging.SQSSession;
import dev.brume.server.clients.VirtualBrume;
import dev.brume.server.clients.sqs.SqsAccount;
import dev.brume.testlog.ExpectsLog;
import jakarta.jms.BytesMessage;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Programs written for JMS, by Amazon's library for it. The library reads ahead and waits for
 * messages in threads of its own; here it reads nothing ahead, so that each test knows what is in
 * flight, and time is moved to end the last wait when a connection is closed.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-java-message-service-jms-client.html
 */
class JmsTest {
  @AutoClose private static final VirtualBrume BRUME = new VirtualBrume();

  private final SqsAccount account = SqsAccount.on(BRUME.endpoint());
  private final String url = account.createQueue("orders");
  private SQSConnection connection;

  @BeforeEach
  void connect() throws JMSException {
    ProviderConfiguration configuration =
        new ProviderConfiguration().withNumberOfMessagesToPrefetch(0);
    connection =
        new SQSConnectionFactory(configuration, account.in(SqsAccount.REGION).sqs)
            .createConnection();
    connection.start();
  }

  @AfterEach
  void disconnect() {
    BRUME.advanceUntil(
        CompletableFuture.runAsync(
            () -> {
              try {
                connection.close();
              } catch (JMSException e) {
                throw new IllegalStateException(e);
              }
            }));
  }

  @Test
  void aTextArrivesWithItsProperties() throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    TextMessage message = session.createTextMessage("a <b> & ä");
    message.setStringProperty("text", "ä");
    message.setIntProperty("int", -7);
    message.setLongProperty("long", 1L << 40);
    message.setBooleanProperty("boolean", true);
    message.setDoubleProperty("double", 0.5);
    message.setByteProperty("byte", (byte) 3);
    message.setJMSCorrelationID("correlation");
    producer(session, "orders").send(message);
    assertThat(message.getJMSMessageID()).startsWith("ID:");

    TextMessage received = (TextMessage) consumer(session, "orders").receive();

    assertThat(received.getText()).isEqualTo("a <b> & ä");
    assertThat(received.getJMSMessageID()).isEqualTo(message.getJMSMessageID());
    assertThat(received.getJMSCorrelationID()).isEqualTo("correlation");
    assertThat(received.getStringProperty("text")).isEqualTo("ä");
    assertThat(received.getIntProperty("int")).isEqualTo(-7);
    assertThat(received.getLongProperty("long")).isEqualTo(1L << 40);
    assertThat(received.getBooleanProperty("boolean")).isTrue();
    assertThat(received.getDoubleProperty("double")).isEqualTo(0.5);
    assertThat(received.getByteProperty("byte")).isEqualTo((byte) 3);
    assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
    assertThat(account.counts(url)).isEqualTo("0/0/0");
  }

  @Test
  void bytesAndObjectsArrive() throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    BytesMessage bytes = session.createBytesMessage();
    bytes.writeInt(42);
    bytes.writeUTF("ä");
    producer(session, "orders").send(bytes);
    BytesMessage receivedBytes = (BytesMessage) consumer(session, "orders").receive();
    assertThat(receivedBytes.readInt()).isEqualTo(42);
    assertThat(receivedBytes.readUTF()).isEqualTo("ä");

    producer(session, "orders").send(session.createObjectMessage(new ArrayList<>(List.of(1, 2))));
    ObjectMessage object = (ObjectMessage) consumer(session, "orders").receive();
    assertThat(object.getObject()).isEqualTo(List.of(1, 2));
  }

  @Test
  void acknowledgingByHandAcknowledgesAllBefore() throws JMSException {
    Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
    send(session, "orders", "one", "two", "three");
    MessageConsumer consumer = consumer(session, "orders");
    consumer.receive();
    Message second = consumer.receive();
    consumer.receive();
    assertThat(account.counts(url)).isEqualTo("0/3/0");

    second.acknowledge();
    assertThat(account.counts(url)).isEqualTo("0/1/0");
  }

  @Test
  void unorderedAcknowledgementIsOfOneMessage() throws JMSException {
    Session session = connection.createSession(false, SQSSession.UNORDERED_ACKNOWLEDGE);
    send(session, "orders", "one", "two", "three");
    MessageConsumer consumer = consumer(session, "orders");
    consumer.receive();
    Message second = consumer.receive();
    consumer.receive();

    second.acknowledge();
    assertThat(account.counts(url)).isEqualTo("0/2/0");
  }

  @Test
  void whatWasNotAcknowledgedComesBackAfterTheTimeout() throws JMSException {
    Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
    send(session, "orders", "again");
    MessageConsumer consumer = consumer(session, "orders");
    Message first = consumer.receive();
    BRUME.advanceSeconds(30);
    Message second = consumer.receive();

    assertThat(second.getJMSMessageID()).isEqualTo(first.getJMSMessageID());
    assertThat(second.getJMSRedelivered()).isTrue();
    assertThat(second.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
    second.acknowledge();
    assertThat(account.counts(url)).isEqualTo("0/0/0");
  }

  @Test
  void aRecoveredSessionGivesItsMessagesBackAtOnce() throws JMSException {
    Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
    send(session, "orders", "again");
    MessageConsumer consumer = consumer(session, "orders");
    consumer.receive();
    session.recover();

    assertThat(account.counts(url)).isEqualTo("1/0/0");
    assertThat(((TextMessage) consumer.receive()).getText()).isEqualTo("again");
  }

  @Test
  void receivingWithoutWaitingReturnsNothing() throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    assertThat(consumer(session, "orders").receiveNoWait()).isNull();
  }

  @Test
  void aGroupIsTheGroupOfAFifoQueue() throws JMSException {
    String fifo =
        account.createFifoQueue(
            "orders", Map.of(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
    Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
    MessageProducer producer = producer(session, "orders.fifo");
    for (String body : List.of("one", "two", "two", "three")) {
      TextMessage message = session.createTextMessage(body);
      message.setStringProperty("JMSXGroupID", "group");
      producer.send(message);
      assertThat(message.getStringProperty("JMS_SQS_SequenceNumber")).matches("\\d{20}");
    }
    MessageConsumer consumer = consumer(session, "orders.fifo");
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      TextMessage message = (TextMessage) consumer.receive();
      assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("group");
      assertThat(message.getStringProperty("JMS_SQS_DeduplicationId")).isNotBlank();
      bodies.add(message.getText());
      message.acknowledge();
    }
    assertThat(bodies).containsExactly("one", "two", "three");
    assertThat(account.counts(fifo)).isEqualTo("0/0/0");
  }

  @Test
  void aListenerIsCalledForEveryMessage() throws Exception {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    consumer(session, "orders")
        .setMessageListener(
            message -> {
              try {
                heard.add(((TextMessage) message).getText());
              } catch (JMSException e) {
                heard.add(e.toString());
              }
            });
    List<String> sent = List.of("one", "two", "three");
    Session sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    send(sending, "orders", sent.toArray(String[]::new));

    List<String> received = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      received.add(heard.poll(20, TimeUnit.SECONDS));
    }
    assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  @ExpectsLog(
      from = AmazonSQSMessagingClientWrapper.class,
      text = "AmazonServiceException: getQueueUrl")
  void aQueueThatIsNotThereIsAnInvalidDestination() throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    assertThatThrownBy(() -> session.createQueue("nowhere"))
        .isInstanceOf(InvalidDestinationException.class);
    assertThat(connection.getWrappedAmazonSQSClient().queueExists("nowhere")).isFalse();
    assertThat(connection.getWrappedAmazonSQSClient().queueExists("orders")).isTrue();
  }

  private static void send(Session session, String queue, String... bodies) throws JMSException {
    MessageProducer producer = producer(session, queue);
    for (String body : bodies) {
      producer.send(session.createTextMessage(body));
    }
  }

  private static MessageProducer producer(Session session, String queue) throws JMSException {
    return session.createProducer(session.createQueue(queue));
  }

  private static MessageConsumer consumer(Session session, String name) throws JMSException {
    Queue queue = session.createQueue(name);
    return session.createConsumer(queue);
  }
}
