package dev.brume.sqs;

import dev.brume.core.gateway.HostNames;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.scope.Scope;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes queue URLs in the configured form and parses all forms. */
final class QueueUrls {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)*-\\d+");
  private static final String LEGACY_REGION = "us-east-1";

  /** All names under it resolve to this machine, for clients that resolve LocalStack's names. */
  private static final String SUFFIX = "localhost.localstack.cloud";

  /** For a request without a Host. */
  private static final String DEFAULT_HOST = "localhost:4566";

  private final SqsOptions options;

  /**
   * The parts of a queue URL.
   *
   * @param account 12 digits
   * @param region null if the URL has none
   * @param queueName the queue
   */
  record Address(String account, String region, String queueName) {}

  QueueUrls(SqsOptions options) {
    this.options = options;
  }

  /** The URL of a queue, in a response to {@code request}. */
  String urlOf(HttpRequest request, Scope scope, String queueName) {
    String scheme = request.connection().isSecure() ? "https://" : "http://";
    String queue = "/" + scope.account() + "/" + queueName;
    String region = scope.region();
    return switch (options.queueUrls()) {
      case STANDARD -> scheme + "sqs." + region + "." + publicHost(request) + queue;
      case DOMAIN -> scheme + legacyRegion(region) + "queue." + publicHost(request) + queue;
      case PATH -> scheme + plainHost(request) + "/queue/" + region + queue;
      case OFF -> scheme + plainHost(request) + queue;
      case DYNAMIC -> scheme + ownHost(request) + queue;
    };
  }

  /** The configured host, else a name that supports subdomains; with the request's port. */
  private String publicHost(HttpRequest request) {
    String host = options.publicHost() == null ? SUFFIX : options.publicHost();
    return HostNames.withPortOf(ownHost(request), host);
  }

  /** The configured host, else the request's own. */
  private String plainHost(HttpRequest request) {
    return options.publicHost() == null ? ownHost(request) : publicHost(request);
  }

  private static String ownHost(HttpRequest request) {
    String own = request.header("Host");
    return own == null || own.isEmpty() ? DEFAULT_HOST : own;
  }

  private static String legacyRegion(String region) {
    return region.equals(LEGACY_REGION) ? "" : region + ".";
  }

  /** Parses a URL; empty if it is not a queue's. */
  static Optional<Address> parse(String url) {
    int scheme = url.indexOf("://");
    int path = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
    return path < 0
        ? Optional.empty()
        : parse(url.substring(scheme + 3, path), url.substring(path));
  }

  /**
   * Parses a host and path, as in a request to a queue's own URL. A final slash is ignored: some
   * clients add it.
   */
  static Optional<Address> parse(String host, String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String[] parts = trimmed.split("/", -1);
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

  /** The region in {@code sqs.<region>.…} and {@code [<region>.]queue.…}; other hosts have none. */
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
