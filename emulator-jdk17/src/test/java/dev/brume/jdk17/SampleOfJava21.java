package dev.brume.jdk17;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/** What sources of release 21 may have; the test lowers and runs it. */
public final class SampleOfJava21 implements Supplier<List<String>> {
  sealed interface Shape permits Circle, Square, Nothing {}

  record Circle(int radius) implements Shape {}

  record Square(int side) implements Shape {}

  enum Nothing implements Shape {
    AT_ALL,
    LEFT
  }

  private static String describe(Object value) {
    return switch (value) {
      case null -> "null";
      case Circle(int radius) when radius > 9 -> "large circle";
      case Circle(int radius) -> "circle " + radius;
      case Square square -> "square " + square.side();
      case Nothing.AT_ALL -> "nothing at all";
      case Nothing other -> "nothing " + other.name();
      case Integer number when number == 7 -> "seven";
      case String text -> "text " + text;
      default -> "other";
    };
  }

  private static int area(Shape shape) {
    return switch (shape) {
      case Circle circle -> 3 * circle.radius() * circle.radius();
      case Square square -> square.side() * square.side();
      case Nothing nothing -> 0;
    };
  }

  private static String ofText(String text) {
    return switch (text) {
      case "a" -> "first";
      case String any when any.length() > 3 -> "long";
      case String any -> "short " + any;
    };
  }

  private static void describeAll(List<String> seen) {
    seen.add(describe(null));
    seen.add(describe(new Circle(10)));
    seen.add(describe(new Circle(1)));
    seen.add(describe(new Square(2)));
    seen.add(describe(Nothing.AT_ALL));
    seen.add(describe(Nothing.LEFT));
    seen.add(describe(7));
    seen.add(describe(8));
    seen.add(describe("x"));
    seen.add(area(new Circle(2)) + " " + area(new Square(3)) + " " + area(Nothing.LEFT));
    seen.add(ofText("a") + ", " + ofText("abcd") + ", " + ofText("ab"));
  }

  private static void useNewMethods(List<String> seen) {
    List<Integer> numbers = new ArrayList<>(List.of(1, 2, 3));
    numbers.addFirst(0);
    numbers.removeLast();
    Function<List<Integer>, Integer> last = List::getLast;
    seen.add(numbers.getFirst() + " " + last.apply(numbers) + " " + numbers.reversed());
    LinkedHashMap<String, Integer> map = LinkedHashMap.newLinkedHashMap(3);
    map.put("k", 1);
    seen.add("high " + Math.unsignedMultiplyHigh(-3L, -5L));
    seen.add(
        map.firstEntry() + " " + Math.clamp(12L, 0, 9) + " " + new StringBuilder().repeat('x', 3));
  }

  private static void useThreads(List<String> seen) {
    CompletableFuture<Boolean> started = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("sample-", 1)
        .start(() -> started.complete(Thread.currentThread().getName().equals("sample-1")));
    seen.add("named " + started.join());
    try (ExecutorService executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      seen.add("executed " + CompletableFuture.supplyAsync(() -> 1, executor).join());
    }
  }

  @Override
  public List<String> get() {
    List<String> seen = new ArrayList<>();
    describeAll(seen);
    useNewMethods(seen);
    useThreads(seen);
    return seen;
  }
}
