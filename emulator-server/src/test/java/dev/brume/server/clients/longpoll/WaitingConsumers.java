package dev.brume.server.clients.longpoll;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process of many consumers, each waiting on a connection of its own for one message; one thread
 * serves them all. Started with port and number; begins when told so on its input; prints "waiting
 * N" when every request is sent and none is answered, and "messages N", the number of different
 * messages, when every request is answered.
 */
public final class WaitingConsumers {
  private static final int CONNECTING_AT_A_TIME = 64;
  private static final Pattern MESSAGE_ID = Pattern.compile("\"MessageId\":\"([^\"]+)\"");
  private static final Pattern LENGTH =
      Pattern.compile("content-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

  private final int number;
  private final InetSocketAddress server;
  private final byte[] request;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocate(16_384);
  private final Set<String> messageIds = new HashSet<>();
  private int begun;
  private int sent;
  private int answered;

  private WaitingConsumers(int port, int number) throws IOException {
    this.number = number;
    server = new InetSocketAddress(InetAddress.getByName("localhost"), port);
    selector = Selector.open();
    String body =
        "{\"QueueUrl\":\"http://localhost:%d/000000000000/patient\",\"WaitTimeSeconds\":20}"
            .formatted(port);
    request =
        ("POST / HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: application/x-amz-json-1.0\r\n"
                + "X-Amz-Target: AmazonSQS.ReceiveMessage\r\nContent-Length: %d\r\n\r\n%s")
            .formatted(port, body.length(), body)
            .getBytes(US_ASCII);
  }

  /** Waits with as many consumers as its second argument says. */
  public static void main(String[] arguments) throws IOException {
    WaitingConsumers consumers =
        new WaitingConsumers(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    System.in.read();
    consumers.run();
  }

  private void run() throws IOException {
    boolean said = false;
    while (answered < number) {
      while (begun < number && begun - sent < CONNECTING_AT_A_TIME) {
        connect();
      }
      selector.select(this::proceed);
      if (sent == number && !said) {
        System.out.println((answered == 0 ? "waiting " : "too early ") + sent);
        said = true;
      }
    }
    System.out.println("messages " + messageIds.size());
  }

  private void connect() throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
    channel.register(selector, SelectionKey.OP_CONNECT, new StringBuilder());
    channel.connect(server);
    begun++;
  }

  private void proceed(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        channel.write(ByteBuffer.wrap(request));
        key.interestOps(SelectionKey.OP_READ);
        sent++;
      } else {
        read(channel, (StringBuilder) key.attachment());
      }
    } catch (IOException e) {
      throw new IllegalStateException("after " + sent + " requests, " + answered + " answers", e);
    }
  }

  private void read(SocketChannel channel, StringBuilder answer) throws IOException {
    buffer.clear();
    int length = channel.read(buffer);
    if (length < 0) {
      throw new IOException("the server hung up: " + answer);
    }
    answer.append(new String(buffer.array(), 0, length, US_ASCII));
    if (isWhole(answer)) {
      answered++;
      channel.close();
      Matcher id = MESSAGE_ID.matcher(answer);
      if (id.find()) {
        messageIds.add(id.group(1));
      }
    }
  }

  private static boolean isWhole(StringBuilder answer) {
    int body = answer.indexOf("\r\n\r\n") + 4;
    Matcher length = LENGTH.matcher(answer);
    return body > 4 && length.find() && answer.length() - body >= Integer.parseInt(length.group(1));
  }
}
