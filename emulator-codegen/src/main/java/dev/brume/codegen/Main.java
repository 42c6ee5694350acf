package dev.brume.codegen;

/** Generates the Java API of one AWS service from its description. Run by the build. */
public final class Main {

  private Main() {}

  /** Prints how it is called; generates nothing while a service has no description. */
  public static void main(String[] arguments) {
    System.out.println(
        "usage: Main --model FILE --overlay FILE --package NAME --service NAME --output DIR");
  }
}
