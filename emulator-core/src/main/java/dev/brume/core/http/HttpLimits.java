package dev.brume.core.http;

/**
 * The front end's limits on input size and waiting time. Whatever exceeds them is answered with an
 * HTTP error and a closed connection, in bounded memory.
 *
 * @param requestLineBytes longest request line
 * @param headerBytes longest sum of all header (or trailer) lines of a message
 * @param headerCount most header lines of a message
 * @param wholeBodyBytes longest body that is collected before the handler is called; longer ones
 *     are streamed
 * @param drainBytes how much of an unwanted body is read so that the connection can be reused
 * @param pipelinedMessages how many further messages of a connection are held while a request is
 *     being answered
 * @param connections most open connections, slightly exceeded by concurrent accepts; further ones
 *     wait in the operating system's queue
 * @param streamsPerConnection most HTTP/2 streams at a time on a connection
 * @param headMillis longest time from the first byte of a request to the end of its headers
 * @param bodyIdleMillis longest pause of a client that is sending a body or does not read its
 *     response
 * @param bodyBytesPerSecond lowest accepted average rate of a body
 * @param bodyGraceMillis how long a body may be slower or stall
 * @param idleMillis longest time that a connection stays open without a request
 * @param lingerMillis how long the remaining bytes of a client that has had its last answer are
 *     read and dropped before its connection is closed
 * @param unsentBytes how much of answers all connections together may hold, because their clients
 *     have not taken them, when the next request is handed over
 */
public record HttpLimits(
    int requestLineBytes,
    int headerBytes,
    int headerCount,
    int wholeBodyBytes,
    int drainBytes,
    int pipelinedMessages,
    int connections,
    int streamsPerConnection,
    long headMillis,
    long bodyIdleMillis,
    int bodyBytesPerSecond,
    long bodyGraceMillis,
    long idleMillis,
    long lingerMillis,
    long unsentBytes) {

  /**
   * 16 KiB, as AWS's own front end allows.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html">Quotas
   *     of Application Load Balancers: HTTP headers</a>
   */
  public static final int REQUEST_LINE_BYTES = 16 * 1024;

  /** 64 KiB for all headers, from the same quotas. */
  public static final int HEADER_BYTES = 64 * 1024;

  /** More than any AWS client sends: S3 limits user metadata to 2 KiB. */
  public static final int HEADER_COUNT = 256;

  /** Most requests of the JSON and query protocols fit; bigger bodies are streamed. */
  public static final int WHOLE_BODY_BYTES = 64 * 1024;

  /** About the amount in flight anyway. */
  public static final int DRAIN_BYTES = 256 * 1024;

  /** A request is at least two messages: head and end. */
  public static final int PIPELINED_MESSAGES = 256;

  /** More than the 10,000 long polls that an emulator is meant to hold. */
  public static final int CONNECTIONS = 50_000;

  /** Kinesis consumers and the SDKs' HTTP/2 clients open up to some hundreds. */
  public static final int STREAMS_PER_CONNECTION = 1_024;

  /** Half a minute for the headers, against clients that send them one byte at a time. */
  public static final long HEAD_MILLIS = 30_000;

  /** A minute; S3 answers RequestTimeout after some twenty seconds, a debugger may take longer. */
  public static final long BODY_IDLE_MILLIS = 60_000;

  /**
   * 240 bytes: less than any network delivers, more than an attacker with slow bodies wants to
   * send.
   */
  public static final int BODY_BYTES_PER_SECOND = 240;

  /** Half a minute. */
  public static final long BODY_GRACE_MILLIS = 30_000;

  /** Longer than the minute for which SDKs keep an idle connection, so that they close first. */
  public static final long IDLE_MILLIS = 180_000;

  /** Two seconds. */
  public static final long LINGER_MILLIS = 2_000;

  /** Answers that are not taken may fill a quarter of the heap; requests may have half of it. */
  private static final int UNSENT_SHARE_OF_HEAP = 4;

  /** The values above. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          REQUEST_LINE_BYTES,
          HEADER_BYTES,
          HEADER_COUNT,
          WHOLE_BODY_BYTES,
          DRAIN_BYTES,
          PIPELINED_MESSAGES,
          CONNECTIONS,
          STREAMS_PER_CONNECTION,
          HEAD_MILLIS,
          BODY_IDLE_MILLIS,
          BODY_BYTES_PER_SECOND,
          BODY_GRACE_MILLIS,
          IDLE_MILLIS,
          LINGER_MILLIS,
          Runtime.getRuntime().maxMemory() / UNSENT_SHARE_OF_HEAP);

  /** The same limits with other times, in milliseconds. */
  public HttpLimits withTimes(long head, long bodyIdle, long idle, long linger) {
    return new HttpLimits(
        requestLineBytes,
        headerBytes,
        headerCount,
        wholeBodyBytes,
        drainBytes,
        pipelinedMessages,
        connections,
        streamsPerConnection,
        head,
        bodyIdle,
        bodyBytesPerSecond,
        bodyGraceMillis,
        idle,
        linger,
        unsentBytes);
  }

  /**
   * The same limits with another lowest body rate, in bytes per second, and grace, in milliseconds.
   */
  public HttpLimits withBodyRate(int bytesPerSecond, long graceMillis) {
    return new HttpLimits(
        requestLineBytes,
        headerBytes,
        headerCount,
        wholeBodyBytes,
        drainBytes,
        pipelinedMessages,
        connections,
        streamsPerConnection,
        headMillis,
        bodyIdleMillis,
        bytesPerSecond,
        graceMillis,
        idleMillis,
        lingerMillis,
        unsentBytes);
  }

  /** The same limits with another number of connections. */
  public HttpLimits withConnections(int number) {
    return new HttpLimits(
        requestLineBytes,
        headerBytes,
        headerCount,
        wholeBodyBytes,
        drainBytes,
        pipelinedMessages,
        number,
        streamsPerConnection,
        headMillis,
        bodyIdleMillis,
        bodyBytesPerSecond,
        bodyGraceMillis,
        idleMillis,
        lingerMillis,
        unsentBytes);
  }

  /** The same with another number of bytes that clients may leave untaken. */
  public HttpLimits withUnsentBytes(long number) {
    return new HttpLimits(
        requestLineBytes,
        headerBytes,
        headerCount,
        wholeBodyBytes,
        drainBytes,
        pipelinedMessages,
        connections,
        streamsPerConnection,
        headMillis,
        bodyIdleMillis,
        bodyBytesPerSecond,
        bodyGraceMillis,
        idleMillis,
        lingerMillis,
        number);
  }
}
