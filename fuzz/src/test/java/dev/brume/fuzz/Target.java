package dev.brume.fuzz;

import java.util.List;

/** Something that bytes of strangers reach, and what holds of it whatever they are. */
interface Target {
  /** Inputs to begin from: what well-meaning clients send. */
  List<byte[]> seeds();

  /** Fails where what has to hold does not hold of {@code input}. */
  void take(byte[] input) throws Exception;
}
