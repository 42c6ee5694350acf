package orders;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application that knows nothing of containers: it listens to a queue. */
@SpringBootApplication
class Listener {
  private static final long SECONDS = 30;

  private final BlockingQueue<String> got = new LinkedBlockingQueue<>();

  @SqsListener("orders")
  void listen(String order) {
    got.add(order);
  }

  /** Sends an order, and returns the one that the listener got. */
  String sent(SqsTemplate template, String order) throws InterruptedException {
    template.send("orders", order);
    return got.poll(SECONDS, TimeUnit.SECONDS);
  }
}
