package dev.brume.server.clients.sqs;

import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.SharedBrume;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * One account's SQS, as the AWS SDK for Java v2 sees it. The clients do not retry, so that a wrong
 * answer is seen and not papered over.
 */
public final class SqsAccount {
  /** Where everything happens. */
  public static final Region REGION = Region.US_EAST_1;

  private static final SdkHttpClient HTTP = ApacheHttpClient.builder().maxConnections(200).build();
  private static final SdkAsyncHttpClient ASYNC_HTTP =
      NettyNioAsyncHttpClient.builder().maxConcurrency(200).build();

  /** The account: twelve digits. */
  public final String id;

  /** Its client. */
  public final SqsClient sqs;

  private final URI endpoint;

  private SqsAccount(String id, URI endpoint, Region region, RetryStrategy retries) {
    this.id = id;
    this.endpoint = endpoint;
    sqs =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(region)
            .credentialsProvider(credentials())
            .overrideConfiguration(c -> c.retryStrategy(retries))
            .httpClient(HTTP)
            .build();
  }

  /** A new account on the shared server. */
  public static SqsAccount fresh() {
    return on(SharedBrume.endpoint());
  }

  /** A new account on the server at {@code endpoint}. */
  public static SqsAccount on(URI endpoint) {
    return new SqsAccount(Accounts.next(), endpoint, REGION, AwsRetryStrategy.doNotRetry());
  }

  /**
   * A new account on a server that verifies. It retries, for the SDK's clock is one for all
   * clients, and those of virtual time set it: a new client finds out by its first request.
   */
  public static SqsAccount verifiedOn(URI endpoint) {
    return new SqsAccount(
        Accounts.next(), endpoint, REGION, AwsRetryStrategy.standardRetryStrategy());
  }

  /** The same account in another region. */
  public SqsAccount in(Region region) {
    return new SqsAccount(id, endpoint, region, AwsRetryStrategy.doNotRetry());
  }

  /** The asynchronous client of this account. */
  public SqsAsyncClient async() {
    return SqsAsyncClient.builder()
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(credentials())
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClient(ASYNC_HTTP)
        .build();
  }

  public AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, "secret"));
  }

  public String arn(String queueName) {
    return "arn:aws:sqs:" + REGION.id() + ":" + id + ":" + queueName;
  }

  // ------------------------------------------------------------------------------ queues

  public String createQueue(String name) {
    return createQueue(name, Map.of());
  }

  public String createQueue(String name, Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(c -> c.queueName(name).attributes(attributes)).queueUrl();
  }

  /** A FIFO queue; {@code name} without its suffix. */
  public String createFifoQueue(String name, Map<QueueAttributeName, String> attributes) {
    Map<QueueAttributeName, String> all = new HashMap<>(attributes);
    all.put(QueueAttributeName.FIFO_QUEUE, "true");
    return createQueue(name + ".fifo", all);
  }

  /** A queue whose messages go to {@code deadLetterQueue} after {@code maxReceiveCount}. */
  public String createSourceQueue(String name, String deadLetterQueue, int maxReceiveCount) {
    return createQueue(
        name,
        Map.of(QueueAttributeName.REDRIVE_POLICY, redrivePolicy(deadLetterQueue, maxReceiveCount)));
  }

  public String redrivePolicy(String deadLetterQueue, int maxReceiveCount) {
    return "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
        .formatted(arn(deadLetterQueue), maxReceiveCount);
  }

  public Map<QueueAttributeName, String> attributes(String queueUrl) {
    return sqs.getQueueAttributes(g -> g.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }

  public String attribute(String queueUrl, QueueAttributeName name) {
    return sqs.getQueueAttributes(g -> g.queueUrl(queueUrl).attributeNames(name))
        .attributes()
        .get(name);
  }

  public void setAttribute(String queueUrl, QueueAttributeName name, String value) {
    sqs.setQueueAttributes(s -> s.queueUrl(queueUrl).attributes(Map.of(name, value)));
  }

  /** How many messages are visible, in flight and delayed: "1/0/2". */
  public String counts(String queueUrl) {
    Map<QueueAttributeName, String> now = attributes(queueUrl);
    return now.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        + "/"
        + now.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
        + "/"
        + now.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
  }

  // ------------------------------------------------------------------------------ messages

  public String send(String queueUrl, String body) {
    return sqs.sendMessage(s -> s.queueUrl(queueUrl).messageBody(body)).messageId();
  }

  /** Sends to a FIFO queue; the body is the deduplication id too. */
  public String send(String queueUrl, String group, String body) {
    return sqs.sendMessage(
            s ->
                s.queueUrl(queueUrl)
                    .messageBody(body)
                    .messageGroupId(group)
                    .messageDeduplicationId(body))
        .messageId();
  }

  /** Receives up to ten messages with all their attributes, at once. */
  public List<Message> receive(String queueUrl) {
    return receive(queueUrl, 10);
  }

  public List<Message> receive(String queueUrl, int maxNumberOfMessages) {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(queueUrl)
                    .maxNumberOfMessages(maxNumberOfMessages)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  /** Receives the one message that there is; fails when there are none or more. */
  public Message receiveOne(String queueUrl) {
    List<Message> messages = receive(queueUrl);
    if (messages.size() != 1) {
      throw new AssertionError("one message expected, received " + messages);
    }
    return messages.getFirst();
  }

  public List<String> receiveBodies(String queueUrl) {
    return bodies(receive(queueUrl));
  }

  public void delete(String queueUrl, Message message) {
    sqs.deleteMessage(d -> d.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
  }

  public void changeVisibility(String queueUrl, Message message, int seconds) {
    sqs.changeMessageVisibility(
        c ->
            c.queueUrl(queueUrl).receiptHandle(message.receiptHandle()).visibilityTimeout(seconds));
  }

  public static List<String> bodies(List<Message> messages) {
    return messages.stream().map(Message::body).collect(Collectors.toList());
  }
}
