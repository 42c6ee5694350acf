package dev.brume.sns;

import dev.brume.core.http.HttpCaller;
import dev.brume.core.id.Ids;
import dev.brume.sns.engine.EndpointAnswer;
import dev.brume.sns.engine.TopicDelivery;
import dev.brume.sns.engine.TopicDelivery.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends messages to HTTP endpoints.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html">
 *     Fanout Amazon SNS notifications to HTTPS endpoints</a>
 */
final class HttpDelivery {
  /** "The connection will time out in 15 seconds." */
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private static final int UNAUTHORIZED = 401;

  private final HttpCaller caller = new HttpCaller(TIMEOUT);
  private final Ids ids;

  HttpDelivery(Ids ids) {
    this.ids = ids;
  }

  /** Sends one; tells the answer. */
  CompletableFuture<EndpointAnswer> send(TopicDelivery delivery, String body) {
    URI target = URI.create(delivery.target());
    URI address = withoutCredentials(target);
    Map<String, String> headers = headers(delivery);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return caller
        .post(address, headers, bytes)
        .thenCompose(
            answer -> {
              String credentials =
                  answer.status() == UNAUTHORIZED ? credentials(target, answer) : null;
              if (credentials == null) {
                return CompletableFuture.completedFuture(answer);
              }
              headers.put("Authorization", credentials);
              return caller.post(address, headers, bytes);
            })
        .thenApply(answer -> new EndpointAnswer(answer.status(), answer.text()));
  }

  /**
   * Credentials in the URL are sent when the endpoint requests them: with Digest if offered,
   * because it does not reveal the password. Null if there are none.
   */
  private String credentials(URI target, HttpCaller.Answer answer) {
    String known = target.getUserInfo();
    if (known == null) {
      return null;
    }
    int colon = known.indexOf(':');
    String user = colon < 0 ? known : known.substring(0, colon);
    String password = colon < 0 ? "" : known.substring(colon + 1);
    String basic = null;
    for (String challenge : answer.challenges()) {
      DigestCredentials digest = DigestCredentials.of(challenge);
      if (digest != null) {
        return digest.header("POST", user, password, requestTarget(target), ids.uuid());
      }
      if (challenge.toLowerCase(Locale.ROOT).startsWith("basic")) {
        basic = "Basic " + base64(user + ":" + password);
      }
    }
    return basic;
  }

  private static String requestTarget(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static URI withoutCredentials(URI target) {
    String text = target.toString();
    String user = target.getRawUserInfo();
    return user == null ? target : URI.create(text.replace(user + "@", ""));
  }

  private static Map<String, String> headers(TopicDelivery delivery) {
    Kind kind = delivery.envelope().kind();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-amz-sns-message-type", kind.text());
    headers.put("x-amz-sns-message-id", delivery.envelope().messageId());
    headers.put("x-amz-sns-topic-arn", delivery.topicArn());
    if (kind != Kind.SUBSCRIPTION_CONFIRMATION) {
      headers.put("x-amz-sns-subscription-arn", delivery.subscriptionArn());
    }
    if (delivery.isRaw()) {
      headers.put("x-amz-sns-rawdelivery", "true");
    }
    headers.put("Content-Type", delivery.http().contentType());
    headers.put("Connection", "Keep-Alive");
    if (delivery.message().traceHeader() != null) {
      headers.put("X-Amzn-Trace-Id", delivery.message().traceHeader());
    }
    headers.put("User-Agent", "Amazon Simple Notification Service Agent");
    headers.put("Accept-Encoding", "gzip,deflate");
    return headers;
  }
}
