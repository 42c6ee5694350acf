package dev.brume.sqs;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.scope.Scope;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes queue URLs in the configured form, and reads them in all. */
final class QueueUrls {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)*-\\d+");
  private static final String LEGACY_REGION = "us-east-1";

  private final SqsOptions options;

  /**
   * Where a URL points.
   *
   * @param account 12 digits
   * @param region null where the URL does not say
   * @param queueName the queue
   */
  record Address(String account, String region, String queueName) {}

  QueueUrls(SqsOptions options) {
    this.options = options;
  }

  /** The URL of a queue, as an answer to {@code request}. */
  String urlOf(HttpRequest request, Scope scope, String queueName) {
    String scheme = request.connection().isSecure() ? "https://" : "http://";
    String queue = "/" + scope.account() + "/" + queueName;
    String host = options.host();
    return switch (options.queueUrls()) {
      case STANDARD -> scheme + "sqs." + scope.region() + "." + host + queue;
      case DOMAIN -> scheme + legacyRegion(scope.region()) + "queue." + host + queue;
      case PATH -> scheme + host + "/queue/" + scope.region() + queue;
      case OFF -> scheme + host + queue;
      case DYNAMIC -> {
        String own = request.header("Host");
        yield scheme + (own == null || own.isEmpty() ? host : own) + queue;
      }
    };
  }

  private static String legacyRegion(String region) {
    return region.equals(LEGACY_REGION) ? "" : region + ".";
  }

  /** Reads a URL; empty where it points to no queue. */
  static Optional<Address> parse(String url) {
    int scheme = url.indexOf("://");
    int path = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
    return path < 0
        ? Optional.empty()
        : parse(url.substring(scheme + 3, path), url.substring(path));
  }

  /** Reads a path of a host, as a request to a queue's own URL has it. */
  static Optional<Address> parse(String host, String path) {
    String[] parts = path.split("/", -1);
    if (parts.length == 3 && isQueue(parts[1], parts[2])) {
      return Optional.of(new Address(parts[1], regionOf(host), parts[2]));
    }
    if (parts.length == 5 && parts[1].equals("queue") && isQueue(parts[3], parts[4])) {
      return Optional.of(new Address(parts[3], parts[2], parts[4]));
    }
    return Optional.empty();
  }

  private static boolean isQueue(String account, String name) {
    return ACCOUNT.matcher(account).matches() && !name.isEmpty();
  }

  /** {@code sqs.<region>.…} and {@code [<region>.]queue.…} name a region; other hosts don't. */
  private static String regionOf(String host) {
    String[] labels = host.toLowerCase(Locale.ROOT).split("\\.");
    if (labels.length < 2) {
      return null;
    }
    if (labels[0].startsWith("sqs") && REGION.matcher(labels[1]).matches()) {
      return labels[1];
    }
    if (labels[1].equals("queue") && REGION.matcher(labels[0]).matches()) {
      return labels[0];
    }
    return labels[0].equals("queue") ? LEGACY_REGION : null;
  }
}
