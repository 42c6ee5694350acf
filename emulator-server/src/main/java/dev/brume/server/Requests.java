package dev.brume.server;

import dev.brume.core.observe.RequestLog;
import dev.brume.core.observe.RequestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * An emulator's recorded requests to AWS's services, oldest first: filter them step by step, then
 * count or check them. Later requests do not change it.
 */
public final class Requests {
  /** The number of requests that a failed check shows. */
  private static final int SHOWN = 20;

  private final String words;
  private final List<RequestRecord> records;
  private final List<RequestRecord> all;

  Requests(String words, List<RequestRecord> records) {
    this(words, records, records);
  }

  private Requests(String words, List<RequestRecord> records, List<RequestRecord> all) {
    this.words = words;
    this.records = List.copyOf(records);
    this.all = all;
  }

  private Requests narrowed(String more, Predicate<RequestRecord> wanted) {
    return new Requests(words + more, records.stream().filter(wanted).toList(), all);
  }

  /**
   * The requests for one operation.
   *
   * @param service the service's id, such as {@code s3}
   * @param operation as AWS spells it, such as {@code PutObject}
   */
  public Requests to(String service, String operation) {
    return narrowed(
        " to " + service + "." + operation,
        request -> service.equals(request.service()) && operation.equals(request.operation()));
  }

  /**
   * The requests whose input names a resource.
   *
   * @param member the member of the input that names it, such as {@code Bucket}, {@code Key},
   *     {@code QueueUrl} or {@code TableName}
   * @param name the resource's name; for a URL or an ARN its end is enough
   */
  public Requests with(String member, String name) {
    return narrowed(
        " with " + member + " " + name,
        request ->
            request.resource().stream()
                .anyMatch(part -> part.member().equals(member) && part.isCalled(name)));
  }

  /**
   * The requests in one account.
   *
   * @param account 12 digits
   */
  public Requests in(String account) {
    return narrowed(" in account " + account, request -> account.equals(request.account()));
  }

  /**
   * The requests answered with an HTTP status.
   *
   * @param status such as 200
   */
  public Requests answered(int status) {
    return narrowed(" answered by " + status, request -> status == request.status());
  }

  /** The requests answered with an error, such as {@code NoSuchKey}. */
  public Requests refused(String errorCode) {
    return narrowed(" refused by " + errorCode, request -> errorCode.equals(request.errorCode()));
  }

  /** The number of requests. */
  public int count() {
    return records.size();
  }

  /** One line each, as written by {@code --log-requests line}. */
  public List<String> lines() {
    return lines(records);
  }

  private static List<String> lines(List<RequestRecord> records) {
    return records.stream().map(RequestLog::line).map(String::strip).toList();
  }

  /**
   * Checks the number of requests.
   *
   * @throws AssertionError if it differs, with the actual requests
   */
  public Requests assertCount(int expected) {
    if (records.size() != expected) {
      throw new AssertionError(
          "Expected " + expected + " " + words + ", there were " + records.size() + shown());
    }
    return this;
  }

  /**
   * Checks that there is at least one.
   *
   * @throws AssertionError if there is none, with the actual requests
   */
  public Requests assertAny() {
    if (records.isEmpty()) {
      throw new AssertionError("Expected " + words + ", there were none" + shown());
    }
    return this;
  }

  /**
   * Checks that there is none.
   *
   * @throws AssertionError if there is one
   */
  public Requests assertNone() {
    return assertCount(0);
  }

  private String shown() {
    List<String> text = new ArrayList<>();
    text.add(all.isEmpty() ? "; nothing was requested" : ". The last requests:");
    lines(all.subList(Math.max(0, all.size() - SHOWN), all.size()))
        .forEach(line -> text.add("  " + line));
    return String.join(System.lineSeparator(), text);
  }
}
