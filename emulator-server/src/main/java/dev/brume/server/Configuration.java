package dev.brume.server;

import dev.brume.core.access.Authorizer;
import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.Regions;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.http.CrossOrigin;
import dev.brume.core.kit.Transitions;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Persistence;
import dev.brume.dynamodb.DynamoDbOptions;
import dev.brume.kinesis.engine.KinesisRules;
import dev.brume.lambda.LambdaOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The server's configuration: the defaults, overridden by a file, the environment, and flags, in
 * this order.
 *
 * @param listen the addresses to listen on, at least one; the first is the main one
 * @param publicHost {@code host[:port]} under which clients reach it, or null: each request's Host
 *     (LOCALSTACK_HOST)
 * @param services the ids of the only services offered, or null for all (SERVICES)
 * @param eager whether the offered services are created at start (EAGER_SERVICE_LOADING)
 * @param logLevel trace, debug, info, warn or error (LS_LOG, DEBUG)
 * @param behindTls whether every request is treated as if it had come over TLS (USE_SSL)
 * @param defaultRegion the region of requests without one (DEFAULT_REGION)
 * @param allowNonstandardRegions whether any name is a region (ALLOW_NONSTANDARD_REGIONS)
 * @param credentials the credentials that signatures are verified against, or null: any are
 *     accepted (BRUME_AUTH, BRUME_CREDENTIALS, S3_SKIP_SIGNATURE_VALIDATION)
 * @param crossOrigin which web pages may call
 * @param certificate the PEM file with the certificates and the key for TLS clients, or null: the
 *     bundled one (CUSTOM_SSL_CERT_PATH)
 * @param queueUrls the form of queue URLs: standard, domain, path, dynamic or off
 *     (SQS_ENDPOINT_STRATEGY)
 * @param purgeWait whether a queue can only be purged once in 60 seconds (SQS_DELAY_PURGE_RETRY)
 * @param deletionWait whether a deleted queue's name stays reserved for 60 seconds
 *     (SQS_DELAY_RECENTLY_DELETED)
 * @param transitions how long transitional states such as CREATING last (BRUME_TRANSITIONS)
 * @param enforce whether access rules are enforced by services that support it (ENFORCE_IAM)
 * @param softly whether denied requests are still performed, and logged (IAM_SOFT_MODE)
 * @param customerKeysNeedTls whether customer-provided encryption keys are refused without TLS
 *     (BRUME_SSE_C_NEEDS_TLS)
 * @param adminToken the token required from callers on other machines for the emulator's own paths,
 *     or null (BRUME_ADMIN_TOKEN)
 * @param dynamoDb DynamoDB's throttling, injected errors, and other switches
 *     (BRUME_DYNAMODB_THROTTLING, DYNAMODB_…)
 * @param kinesis limits, delays and injected errors of Kinesis (KINESIS_…,
 *     BRUME_KINESIS_THROUGHPUT_LIMITS)
 * @param lambda how functions are run (LAMBDA_... and BUCKET_MARKER_LOCAL)
 * @param observer the recording and logging of requests
 * @param file the configuration file, or null (BRUME_CONFIG)
 * @param persistence where and how the state is persisted, or null: in memory only (PERSISTENCE)
 * @param verifyBodies whether bodies in files are verified before they are sent completely
 *     (BRUME_VERIFY_BODIES)
 * @param initFolder the folder with the init scripts, or null: LocalStack's in a container, else
 *     none (BRUME_INIT_DIR)
 * @param warnings warnings at start, one line each
 */
public record Configuration(
    List<ListenAddress> listen,
    String publicHost,
    Set<String> services,
    boolean eager,
    String logLevel,
    boolean behindTls,
    String defaultRegion,
    boolean allowNonstandardRegions,
    Credentials credentials,
    CrossOrigin.Settings crossOrigin,
    Path certificate,
    String queueUrls,
    boolean purgeWait,
    boolean deletionWait,
    Transitions transitions,
    boolean enforce,
    boolean softly,
    boolean customerKeysNeedTls,
    String adminToken,
    DynamoDbOptions dynamoDb,
    KinesisRules kinesis,
    LambdaOptions.Rules lambda,
    ObserverSettings observer,
    Path file,
    Persistence persistence,
    boolean verifyBodies,
    Path initFolder,
    List<String> warnings) {

  private static final String LOOPBACK = "127.0.0.1";

  /** The possible forms of queue URLs. */
  private static final Set<String> QUEUE_URLS =
      Set.of("standard", "domain", "path", "dynamic", "off");

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]+)?");

  /**
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6454#section-6.2">RFC 6454, 6.2: origins as
   *     text</a>
   */
  private static final Pattern ORIGIN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/\\s]+/?");

  /**
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2">RFC 9110, 5.6.2: tokens</a>
   */
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private static final Set<String> LOG_LEVELS = Set.of("trace", "debug", "info", "warn", "error");

  /** LocalStack's names for trace and finer levels. */
  private static final Map<String, String> LOG_ALIASES =
      Map.of("trace-internal", "trace", "warning", "warn");

  /** Without an environment: this machine only, any free port. */
  public static Configuration embedded() {
    return embedded(Map.of());
  }

  /** This machine only, any free port unless GATEWAY_LISTEN specifies one. */
  static Configuration embedded(Map<String, String> settings) {
    Configuration configuration = of(settings, LOOPBACK);
    return new Environment(settings).text("GATEWAY_LISTEN") != null
        ? configuration
        : configuration.withListen(List.of(new ListenAddress(LOOPBACK, 0)));
  }

  /**
   * Reads the environment, and the file that it names.
   *
   * @param raw the variables, unprocessed
   * @param defaultHost the default address to listen on, or "" for all
   * @throws UsageException if a value is invalid
   */
  public static Configuration of(Map<String, String> raw, String defaultHost) {
    return of(new Flags(Map.of()), raw, defaultHost);
  }

  /** Reads the flags, the environment, and the file that one of them names. */
  static Configuration of(Flags flags, Map<String, String> raw, String defaultHost) {
    List<String> warnings = new ArrayList<>(KnownVariables.remarks(raw));
    Environment environment = new Environment(flags.variables()).over(new Environment(raw));
    Path file = flags.config();
    if (file == null && environment.text(KnownVariables.CONFIG) != null) {
      file = Path.of(environment.text(KnownVariables.CONFIG));
    }
    if (file != null) {
      Map<String, String> values = ConfigurationFile.read(file);
      warnings.addAll(KnownVariables.remarksOnFile(file, values));
      environment = environment.over(new Environment(values));
    }
    return of(environment, flags, defaultHost, file, warnings);
  }

  private static Configuration of(
      Environment environment, Flags flags, String defaultHost, Path file, List<String> warnings) {
    String publicHost = publicHost(environment, warnings);
    String logLevel = logLevel(environment);
    return new Configuration(
        flags.listening(listen(environment, defaultHost, warnings)),
        publicHost,
        services(environment),
        environment.isOn("EAGER_SERVICE_LOADING"),
        logLevel,
        environment.isOn("USE_SSL"),
        defaultRegion(environment, warnings),
        environment.isOn("ALLOW_NONSTANDARD_REGIONS"),
        CredentialSettings.read(environment, warnings),
        new CrossOrigin.Settings(
            environment.isOn("DISABLE_CORS_CHECKS"),
            environment.isOn("DISABLE_CORS_HEADERS"),
            origins(environment),
            headers(environment, "EXTRA_CORS_ALLOWED_HEADERS"),
            headers(environment, "EXTRA_CORS_EXPOSE_HEADERS")),
        certificate(environment),
        queueUrls(environment, publicHost),
        !environment.isOff("SQS_DELAY_PURGE_RETRY"),
        !environment.isOff("SQS_DELAY_RECENTLY_DELETED"),
        transitions(environment),
        environment.isOn("ENFORCE_IAM"),
        softly(environment, warnings),
        environment.isOn("BRUME_SSE_C_NEEDS_TLS"),
        adminToken(environment),
        DynamoDbSettings.of(environment),
        KinesisSettings.of(environment),
        LambdaSettings.of(environment),
        ObserverSettings.of(environment, logLevel),
        file,
        flags.data() == null
            ? PersistenceSettings.of(environment, warnings)
            : PersistenceSettings.of(environment, flags.data(), warnings),
        environment.isOn("BRUME_VERIFY_BODIES"),
        initFolder(environment),
        List.copyOf(warnings));
  }

  private static List<ListenAddress> listen(
      Environment environment, String defaultHost, List<String> warnings) {
    String listen = environment.text("GATEWAY_LISTEN");
    if (listen != null) {
      List<ListenAddress> addresses = ListenAddress.parseAll(listen, defaultHost);
      if (addresses.isEmpty()) {
        throw new UsageException("GATEWAY_LISTEN names no address");
      }
      return addresses;
    }
    String edgePort = environment.text("EDGE_PORT");
    if (edgePort != null) {
      warnings.add("EDGE_PORT is out of date: use GATEWAY_LISTEN=:" + edgePort);
      return List.of(new ListenAddress(defaultHost, ListenAddress.port(edgePort)));
    }
    return List.of(new ListenAddress(defaultHost, ListenAddress.DEFAULT_PORT));
  }

  private static String publicHost(Environment environment, List<String> warnings) {
    String host = environment.text("LOCALSTACK_HOST");
    if (host != null) {
      return checkedHost("LOCALSTACK_HOST", host);
    }
    for (String old : List.of("HOSTNAME_EXTERNAL", "LOCALSTACK_HOSTNAME")) {
      String value = environment.text(old);
      if (value != null) {
        warnings.add(old + " is out of date: use LOCALSTACK_HOST=" + value);
        return checkedHost(old, value);
      }
    }
    return null;
  }

  private static String checkedHost(String variable, String value) {
    if (!HOST_AND_PORT.matcher(value).matches()) {
      throw new UsageException(variable + " is a host, or host:port; not " + value);
    }
    int colon = value.lastIndexOf(':');
    if (colon > value.lastIndexOf(']')) {
      ListenAddress.port(value.substring(colon + 1));
    }
    return value;
  }

  private static List<String> origins(Environment environment) {
    List<String> origins = environment.list("EXTRA_CORS_ALLOWED_ORIGINS");
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new UsageException(
            "EXTRA_CORS_ALLOWED_ORIGINS has origins such as https://example.com:8080; not "
                + origin);
      }
    }
    return origins;
  }

  private static List<String> headers(Environment environment, String variable) {
    List<String> names = environment.list(variable);
    for (String name : names) {
      if (!HEADER.matcher(name).matches()) {
        throw new UsageException(variable + " has names of headers; not " + name);
      }
    }
    return names;
  }

  private static String defaultRegion(Environment environment, List<String> warnings) {
    String region = environment.text("DEFAULT_REGION");
    if (region == null) {
      return Scope.DEFAULT_REGION;
    }
    if (!new Regions(environment.isOn("ALLOW_NONSTANDARD_REGIONS")).isStandard(region)) {
      throw new UsageException("DEFAULT_REGION is a region of AWS, not " + region);
    }
    warnings.add("DEFAULT_REGION is out of date: clients name their region when they sign");
    return region;
  }

  private static Set<String> services(Environment environment) {
    List<String> named = environment.lowerCaseList("SERVICES");
    boolean strict = !environment.isOff("STRICT_SERVICE_LOADING");
    return named.isEmpty() || !strict ? null : Set.copyOf(named);
  }

  private static String logLevel(Environment environment) {
    String named = environment.text("LS_LOG");
    if (named == null) {
      return environment.isTrue("DEBUG") ? "debug" : "warn";
    }
    String lower = named.toLowerCase(Locale.ROOT);
    String level = LOG_ALIASES.getOrDefault(lower, lower);
    if (!LOG_LEVELS.contains(level)) {
      throw new UsageException("LS_LOG is one of trace, debug, info, warn, error; not " + named);
    }
    return level;
  }

  /** The mode of authorization. */
  Authorizer.Mode access() {
    if (!enforce) {
      return Authorizer.Mode.OFF;
    }
    return softly ? Authorizer.Mode.SOFT : Authorizer.Mode.ENFORCED;
  }

  private static boolean softly(Environment environment, List<String> warnings) {
    boolean wanted = environment.isOn("IAM_SOFT_MODE");
    if (wanted && !environment.isOn("ENFORCE_IAM")) {
      warnings.add("IAM_SOFT_MODE has no effect without ENFORCE_IAM");
    }
    return wanted;
  }

  private static String adminToken(Environment environment) {
    String token = environment.text("BRUME_ADMIN_TOKEN");
    if (token != null && !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new UsageException("BRUME_ADMIN_TOKEN is of visible ASCII characters without spaces");
    }
    return token;
  }

  private static Path certificate(Environment environment) {
    String path = environment.text("CUSTOM_SSL_CERT_PATH");
    return path == null ? null : Path.of(path);
  }

  private static Path initFolder(Environment environment) {
    String folder = environment.text("BRUME_INIT_DIR");
    if (folder == null) {
      return null;
    }
    if (!Files.isDirectory(Path.of(folder))) {
      throw new UsageException("BRUME_INIT_DIR: there is no folder " + folder);
    }
    return Path.of(folder);
  }

  private static String queueUrls(Environment environment, String publicHost) {
    String strategy = environment.text("SQS_ENDPOINT_STRATEGY");
    if (strategy == null) {
      return usualQueueUrls(publicHost);
    }
    String lower = strategy.toLowerCase(Locale.ROOT);
    if (!QUEUE_URLS.contains(lower)) {
      throw new UsageException(
          "SQS_ENDPOINT_STRATEGY is one of standard, domain, path, dynamic, off; not " + strategy);
    }
    return lower;
  }

  /**
   * Testcontainers for Node.js and Go name the host {@code localhost}, compose files a container.
   */
  private static String usualQueueUrls(String publicHost) {
    if (publicHost == null) {
      return "dynamic";
    }
    return HostNames.hasSubdomains(HostNames.nameOf(publicHost)) ? "standard" : "off";
  }

  private static Transitions transitions(Environment environment) {
    String named = environment.text("BRUME_TRANSITIONS");
    return switch (named == null ? "at-once" : named.toLowerCase(Locale.ROOT)) {
      case "at-once" -> Transitions.AT_ONCE;
      case "as-aws" -> Transitions.AS_AWS;
      default ->
          throw new UsageException("BRUME_TRANSITIONS is one of at-once, as-aws; not " + named);
    };
  }

  /** The same with other addresses. */
  public Configuration withListen(List<ListenAddress> addresses) {
    return with(List.copyOf(addresses), credentials, persistence);
  }

  /** The same with another persistence. */
  public Configuration withPersistence(Persistence newPersistence) {
    return with(listen, credentials, newPersistence);
  }

  /** The same, verifying signatures against {@code known}. */
  public Configuration withCredentials(Credentials known) {
    return with(listen, known, persistence);
  }

  private Configuration with(
      List<ListenAddress> newListen, Credentials newCredentials, Persistence newPersistence) {
    return new Configuration(
        newListen,
        publicHost,
        services,
        eager,
        logLevel,
        behindTls,
        defaultRegion,
        allowNonstandardRegions,
        newCredentials,
        crossOrigin,
        certificate,
        queueUrls,
        purgeWait,
        deletionWait,
        transitions,
        enforce,
        softly,
        customerKeysNeedTls,
        adminToken,
        dynamoDb,
        kinesis,
        lambda,
        observer,
        file,
        newPersistence,
        verifyBodies,
        initFolder,
        warnings);
  }

  /** Whether a service is offered. */
  boolean offers(String service) {
    return services == null || services.contains(service);
  }

  /** The configuration in force, by variable name. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("GATEWAY_LISTEN", listen.stream().map(ListenAddress::toString).toList());
    map.put("LOCALSTACK_HOST", publicHost);
    map.put("SERVICES", services);
    map.put("EAGER_SERVICE_LOADING", eager);
    map.put("LS_LOG", logLevel);
    map.put("USE_SSL", behindTls);
    map.put("DEFAULT_REGION", defaultRegion);
    map.put("ALLOW_NONSTANDARD_REGIONS", allowNonstandardRegions);
    boolean presigned = credentials instanceof PresignedCredentials;
    map.put("BRUME_AUTH", credentials == null || presigned ? "permissive" : "verify");
    map.put("S3_SKIP_SIGNATURE_VALIDATION", credentials == null);
    map.put("BRUME_SSE_C_NEEDS_TLS", customerKeysNeedTls);
    map.put("BRUME_ADMIN_TOKEN", adminToken == null ? null : "***");
    DynamoDbSettings.put(map, dynamoDb);
    map.put("DISABLE_CORS_CHECKS", crossOrigin.anyOrigin());
    map.put("DISABLE_CORS_HEADERS", crossOrigin.silent());
    map.put("EXTRA_CORS_ALLOWED_ORIGINS", crossOrigin.origins());
    map.put("EXTRA_CORS_ALLOWED_HEADERS", crossOrigin.requestHeaders());
    map.put("EXTRA_CORS_EXPOSE_HEADERS", crossOrigin.responseHeaders());
    map.put("CUSTOM_SSL_CERT_PATH", certificate == null ? null : certificate.toString());
    map.put("PERSISTENCE", persistence == null ? "off" : PersistenceSettings.nameOf(persistence));
    map.put("DATA_DIR", persistence == null ? null : persistence.directory().toString());
    map.put("BRUME_VERIFY_BODIES", verifyBodies);
    map.put("ENFORCE_IAM", enforce);
    map.put("IAM_SOFT_MODE", softly);
    map.put("BRUME_INIT_DIR", initFolder == null ? null : initFolder.toString());
    map.put("BRUME_CONFIG", file == null ? null : file.toString());
    map.put("BRUME_LOG_REQUESTS", observer.logName());
    map.put("BRUME_RECORD_REQUESTS", observer.remembered());
    map.put("BRUME_RECORD_BODIES", observer.bodies().on());
    map.put("BRUME_RECORD_BODY_BYTES", observer.bodies().maxBodyBytes());
    map.put("BRUME_RECORD_TOTAL_BYTES", observer.bodies().maxTotalBytes());
    KinesisSettings.put(map, kinesis);
    LambdaSettings.put(map, lambda);
    map.put("SQS_ENDPOINT_STRATEGY", queueUrls);
    map.put("SQS_DELAY_PURGE_RETRY", purgeWait);
    map.put("SQS_DELAY_RECENTLY_DELETED", deletionWait);
    map.put("BRUME_TRANSITIONS", transitions == Transitions.AT_ONCE ? "at-once" : "as-aws");
    return map;
  }
}
