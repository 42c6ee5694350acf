package dev.brume.benchmarks;

import java.lang.reflect.Method;

/** Starts ElasticMQ, which is on the class path of its own process alone. */
public final class ElasticMq {
  private ElasticMq() {}

  /** Argument: the port. */
  public static void main(String[] arguments) throws Exception {
    Class<?> builder = Class.forName("org.elasticmq.rest.sqs.SQSRestServerBuilder");
    Object settings = builder.getMethod("withInterface", String.class).invoke(null, "127.0.0.1");
    Method withPort = settings.getClass().getMethod("withPort", int.class);
    Object server = withPort.invoke(settings, Integer.parseInt(arguments[0]));
    Object running = server.getClass().getMethod("start").invoke(server);
    running.getClass().getMethod("waitUntilStarted").invoke(running);
    Thread.currentThread().join();
  }
}
